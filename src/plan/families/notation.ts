// Which symbols do the rules use? Each has one meaning and one unit, everywhere: a decision of the plan, data of the programme file, or made of others.

/** Where a symbol comes from: the columns of a decision, fields of the programme file, or other symbols. */
export type Origin = { readonly column: string } | { readonly fields: readonly string[] } | { readonly formula: string };

export interface Meaning {
  /** Indices, as written: `s,b,t`. Empty for one number. */
  readonly index: string;
  readonly unit: string;
  readonly meaning: string;
  readonly from: Origin;
}

/** What each index runs over. */
export const indices: Readonly<Record<string, string>> = {
  s: "site",
  b: "kind of building",
  a: "quarters since the start of a building",
  c: "labour pool, or the whole country",
  n: "kind of long-lead equipment",
  k: "power option of a site",
  j: "power option of which one unit is out",
  p: "power purchase clause",
  g: "kind of accelerator rack",
  m: "training milestone",
  w: "inference or best-effort workload",
  v: "outside cloud",
  q: "site or cloud on which a milestone may run",
  o: "order in which investors are called",
  l: "debt facility",
  y: "calendar year",
  t: "quarter, 0 to T - 1",
  i: "an earlier quarter",
  T: "number of quarters",
  h: "time slice of a quarter, 1 (dearest) to 4",
};

const decision = (index: string, unit: string, meaning: string, column: string): Meaning => ({ index, unit, meaning, from: { column } });
const data = (index: string, unit: string, meaning: string, ...fields: readonly string[]): Meaning => ({ index, unit, meaning, from: { fields } });
const made = (index: string, unit: string, meaning: string, formula: string): Meaning => ({ index, unit, meaning, from: { formula } });

export const notation: Readonly<Record<string, Meaning>> = {
  // Decisions
  open: decision("s,t", "0 or 1", "1 in the quarter in which the site is opened", "site.open"),
  starts: decision("s,b,t", "buildings", "buildings started in the quarter", "build.start"),
  busy: decision("s,t", "0 or 1", "1 in a quarter in which the site starts any building", "build.busy"),
  readyMw: decision("s,t", "MW IT", "halls ready for racks, for the whole quarter", "build.ready-mw"),
  taken: decision("s,k", "0 or 1", "1 when the power option is taken; a committed one is", "power.option"),
  side: decision("s,k", "0 or 1", "1 when the option's feed stands on the first side of a 2N site; the first feed does", "power.side"),
  firstSide: decision("s,k", "0 or 1", "1 when the option is taken and stands on the first side", "power.first-side"),
  onsite: decision("s,k,t,h", "MW facility", "mean output of plant on site", "power.onsite"),
  charge: decision("s,k,t,h", "MW facility", "mean power that storage takes in", "power.charge"),
  discharge: decision("s,k,t,h", "MW facility", "mean power that storage gives back", "power.discharge"),
  purchases: decision("s,p,t,h", "MW facility", "mean grid power that is bought under a purchase clause", "power.purchase"),
  racks: decision("s,g,t", "racks", "racks delivered, evenly over the quarter", "chip.racks"),
  standing: decision("s,g,t", "racks", "racks there at the quarter's end", "chip.standing"),
  retired: decision("s,g,i,t", "racks", "racks delivered in an earlier quarter, or before the calendar, that are taken out and sold, evenly over the quarter", "chip.retired"),
  running: decision("s,g,t", "racks", "racks at work at the quarter's end", "chip.running"),
  training: decision("s,m,g,t", "kH100e", "mean useful compute given to a milestone", "work.training"),
  inference: decision("s,w,t", "kH100e", "mean useful compute given to an inference workload", "work.inference"),
  effort: decision("s,w,t", "kH100e", "mean useful compute given to best-effort work", "work.effort"),
  cloudTraining: decision("v,m,t", "kH100e", "mean compute bought for a milestone", "work.cloud"),
  cloudInference: decision("v,w,t", "kH100e", "mean compute bought for an inference workload", "work.cloud"),
  campus: decision("m,q", "0 or 1", "1 where the milestone runs", "campus"),
  capex: decision("t", "USD", "capital spending of the quarter", "money.capex"),
  capexSoFar: decision("t", "USD", "capital spending since the calendar's start", "money.capex-so-far"),
  acceleratorsSoFar: decision("t", "USD", "the part of it that went into racks", "money.accelerators-so-far"),
  soldSoFar: decision("t", "USD", "what the racks of the calendar that were sold so far had cost", "money.sold-so-far"),
  opex: decision("t", "USD", "running costs of the quarter", "money.opex"),
  cash: decision("t", "USD", "the company's cash at the quarter's end", "money.cash"),
  calls: decision("o,t", "USD", "capital called from the investors of an order", "money.call"),
  draws: decision("l,t", "USD", "debt drawn", "money.draw"),
  repayments: decision("l,t", "USD", "debt repaid", "money.repay"),
  debt: decision("l,t", "USD", "debt owed at the quarter's end", "money.debt"),
  owed: decision("l,t", "0 or 1", "1 when the facility was owed anything at the start of one of the four quarters up to t", "money.owed"),
  shortfall: decision("y", "USD", "what is paid for compute that was not bought", "money.shortfall"),
  excess: decision("y", "USD", "spend above the commitment that is not carried on", "money.excess"),
  carried: decision("y", "USD", "spend above the commitment that counts in the next year", "money.carried"),
  // Made of others
  openBy: made("s,t", "0 or 1", "1 once the site is opened; a site with buildings or a commitment before the calendar is", "sum over i <= t of open[s,i]"),
  runningMw: made("s,t", "MW IT", "running racks at the quarter's end", "sum over g of rackMw[g] x running[s,g,t]"),
  meanRunning: made("s,g,t", "racks", "running racks, mean of the quarter", "(running[s,g,t-1] + running[s,g,t]) / 2"),
  meanRunningMw: made("s,t", "MW IT", "running racks, mean of the quarter", "sum over g of rackMw[g] x meanRunning[s,g,t]"),
  capacityOf: made("s,g,t", "kH100e", "useful compute of running racks, mean of the quarter", "goodput x rackH100e[g] / 1000 x meanRunning[s,g,t]"),
  rackH100e: made("g", "H100e", "compute of a rack: its dense FP8 peak over that of an H100, 1979 TFLOP/s", "packagesPerRack[g] x peakFp8[g] / 1979"),
  loadMw: made("s,t,h", "MW facility", "mean load of the site", "pue[s,t,h] x loadFactor x meanRunningMw[s,t]"),
  suppliedMw: made(
    "s,t,h",
    "MW facility",
    "what plant and storage on site give, less what storage takes in",
    "sum over k of (onsite[s,k,t,h] + discharge[s,k,t,h] - charge[s,k,t,h])",
  ),
  gridMw: made("s,t,h", "MW facility", "mean draw from the grid", "loadMw[s,t,h] - suppliedMw[s,t,h]"),
  outputMw: made(
    "s,k,t,h",
    "MW facility",
    "most mean output: the firm share of what is available, or by the sun",
    "firm[k] x available[s,k,t]  or  sun[s,k,t,h] x available[s,k,t]",
  ),
  oneOutMw: made("s,k,t", "MW facility", "firm power that is gone with one unit out", "min(unit[k], firm[k] x available[s,k,t])"),
  available: made("s,k,t", "MW facility", "power of the option once it is energized, along its ramp", "facility[s,k] x ramp[s,k,t]"),
  landLeft: made("s,b", "buildings", "buildings that the land still takes", "land[s,b] - built[s,b]"),
  mostStarts: made("s,b", "buildings", "most starts of a kind in one quarter", "min(landLeft[s,b], startsPerQuarter[s])"),
  mostStartsInAll: made("s", "buildings", "most starts in one quarter", "min(sum over b of landLeft[s,b], startsPerQuarter[s])"),
  availableUnits: made("n,t", "units", "units there so far: slots held, and orders placed a lead ago", "slotsSoFar[n,t] + ordersSoFar[n,t - lead[n]]"),
  flopPerH100e: made("m,g,t", "FLOP", "what one useful H100e does in the quarter", "1979e12 x peakAt[m,g] / peakFp8[g] x mfu[m] x goodputOf[m] / goodput x 3600 x H[t]"),
  flopPerH100eOnCloud: made(
    "m,t",
    "FLOP",
    "the same on a cloud: with the newest kind of the catalogue that ships by then as g",
    "1979e12 x peakAt[m,g] / peakFp8[g] x mfu[m] x goodputOf[m] / goodput x 3600 x H[t]",
  ),
  energyCost: made(
    "s,t",
    "USD",
    "energy of a site and its demand charge",
    "sum over h of H[t] x share[t,h] x (gridMw[s,t,h] x price[s,t,h] + sum over k of onsite[s,k,t,h] x variable[k] - sum over p of purchases[s,p,t,h] x (price[s,t,h] - purchasePrice[p])) + 3 x demandCharge[s] x designFacilityRatio[s] x runningMw[s,t]",
  ),
  income: made("t", "USD", "capacity fees and leases in force on the quarter's last day", "sum over s of 3 x fee[s,t] x MW by the clause's rung"),
  difference: made(
    "s,t",
    "USD",
    "what was spent to date at a site that says so, less what was known before and what its decisions come to since",
    "spentToDate[s,t] - capital spending so far",
  ),
  sales: made("t", "USD", "what used racks bring", "sum over s, g, i of resaleUsd[g,i,t] x retired[s,g,i,t]"),
  cloudBill: made("v,t", "USD", "the cloud's bill", "cloudPrice[v,t] x H[t] x 1000 x (sum over m of cloudTraining[v,m,t] + sum over w of cloudInference[v,w,t])"),
  costSoFar: made("l,t", "USD", "what was spent so far on what the facility may lend against and was not sold", "capital spending so far of the kinds in eligible[l]"),
  bookValue: made("l,t", "USD", "the same after depreciation", "costSoFar of each building, option and rack x its share left at its age"),
  bookValueOf: made("s,t", "USD", "book value of all that stands at the site", "cost so far of each building, option and rack x its share left at its age"),
  debtService: made("t", "USD", "interest and repayments of all facilities", "sum over l of (rate[l] / 4 x debt[l,t-1] + repayments[l,t])"),
  mostShortUsd: made(
    "l,t",
    "USD",
    "most that the cash flow of four quarters can lie below what a test asks: no income, running costs and debt service at their most",
    "computed in src/plan/bounds.ts",
  ),
  roundingRoomUsd: made("", "USD", "what rounding to whole kW and cents can cost in the whole calendar at most", "computed in src/plan/bounds.ts"),
  // Time
  H: data("t", "hours", "hours of the quarter, leap days counted", "calendar"),
  share: made("t,h", "", "share of the quarter's hours in the slice", "0.01, 0.09, 0.4, 0.5"),
  costEscalation: data("t", "", "growth of prices since the file's dollar year", "dollars.costEscalation"),
  // Sites and buildings
  land: data("s,b", "buildings", "buildings of a kind that the land takes", "sites.*.buildings"),
  built: data("s,b", "buildings", "buildings that stand or are under way before the calendar", "sites.*.built"),
  builtReadyMw: data("s,t", "MW IT", "halls ready of buildings begun before the calendar", "sites.*.built"),
  builtCrew: data("s,t", "workers", "crews of buildings begun before the calendar", "sites.*.built"),
  builtUsd: data("s,t", "USD", "what buildings begun before the calendar cost in the quarter", "sites.*.built"),
  startsPerQuarter: data("s", "buildings", "most starts in a quarter", "sites.*.startsPerQuarter"),
  fewest: data("s", "buildings", "fewest buildings that make the site worth opening", "sites.*.fewest"),
  phase: data("s", "buildings", "fewest starts in a quarter with any", "sites.*.phase"),
  water: data("s", "m3/yr", "water that the site may draw", "sites.*.water"),
  pumped: data("s,t,h", "m3/MWh IT", "water drawn by the cooling, mean of the slice", "sites.*.cooling", "sites.*.climate"),
  pue: data("s,t,h", "MW facility/MW IT", "facility over IT power, mean of the slice", "sites.*.cooling", "sites.*.climate"),
  openingUsd: data("s", "USD", "cost of opening, and of the land with it", "sites.*.opening", "sites.*.land.cost"),
  it: data("b", "MW IT", "IT power of a building", "catalogue.buildings.*.it"),
  ready: data("b", "quarters", "quarters from start until ready for racks", "catalogue.buildings.*.ready"),
  crew: data("b,a", "workers", "workers on a building a quarters after its start", "catalogue.buildings.*.crew"),
  buildingUsd: data("b,a", "USD", "part of a building's cost that falls due a quarters after its start", "catalogue.buildings.*.cost", "catalogue.buildings.*.spend"),
  rent: data("s,t", "USD", "rent of the site's ready buildings that are rented", "catalogue.buildings.*.rent"),
  workers: data(
    "c,t",
    "workers",
    "workers in the pool: min(most, workers x (1 + growth)^t)",
    "labour.pools.*.workers",
    "labour.pools.*.growth",
    "labour.pools.*.most",
    "labour.national",
  ),
  perBuilding: data("n,b", "units", "units that a building needs", "catalogue.equipment.*.perBuilding", "catalogue.equipment.*.perKind"),
  needed: data("n", "quarters", "quarters after a building's start when its units must be there", "catalogue.equipment.*.needed"),
  lead: data("n", "quarters", "quarters from order to delivery", "catalogue.equipment.*.lead"),
  slotsSoFar: data("n,t", "units", "held slots delivered so far", "catalogue.equipment.*.slots"),
  ordersSoFar: data("n,t", "units", "units that can have been ordered so far", "catalogue.equipment.*.orders"),
  // Power
  facility: data("s,k", "MW facility", "nameplate of the option", "sites.*.power.*.facility"),
  ramp: data("s,k,t", "", "share of it that is there: 0 before energization, then the steps of the ramp", "sites.*.power.*.energized", "sites.*.power.*.ramp"),
  firm: data("k", "", "firm share: 1 for the grid, the source's or storage's own otherwise", "catalogue.powerSources.*.firm", "catalogue.storage.*.firm"),
  unit: data("k", "MW facility", "size of one unit of plant", "catalogue.powerSources.*.unit"),
  sun: data("s,k,t,h", "", "mean share of nameplate by the sun", "sites.*.power.*.capacityFactor", "sites.*.at"),
  designFacilityRatio: data("s", "MW facility/MW IT", "facility over IT power that the connection is sized for", "sites.*.designFacilityRatio"),
  loadFactor: data("", "", "mean over nameplate IT power of racks at work", "catalogue.operations.loadFactor"),
  powerCapMw: data("s,t", "MW facility", "least of the caps in force on the quarter's last day", "agreements.*<power-cap>.facility"),
  airPermit: data("s", "MW facility", "plant that may burn fuel", "sites.*.airPermit"),
  hours: data("s,k", "hours/yr", "full-load hours that the option may run", "sites.*.power.*.hours"),
  roundTrip: data("k", "", "share of the energy taken in that comes back", "catalogue.storage.*.roundTrip"),
  storageHours: data("k", "hours", "hours of full discharge that the storage holds", "catalogue.storage.*.hours"),
  price: data(
    "s,t,h",
    "USD/MWh",
    "energy and delivery, escalated, mean of the slice",
    "sites.*.tariff.energy",
    "sites.*.tariff.table",
    "sites.*.tariff.delivery",
    "dollars.energyEscalation",
  ),
  variable: data("k", "USD/MWh", "fuel and variable cost of plant, escalated", "catalogue.powerSources.*.variable", "dollars.energyEscalation"),
  purchasePrice: data("p", "USD/MWh", "price of a purchase clause, delivery included", "agreements.*<power-purchase>.price"),
  demandCharge: data("s", "USD/MW-month", "demand charge, escalated", "sites.*.tariff.demand", "dollars.energyEscalation"),
  optionUsd: data("s,k,t", "USD", "part of the option's cost that falls due in the quarter", "sites.*.power.*.cost", "catalogue.operations.powerPayments"),
  // Racks and work
  supply: data("g,t", "racks", "racks that the supplier can deliver", "catalogue.accelerators.*.supply"),
  spentToDate: data("s,t", "USD", "what was really spent at the site from the first quarter to the end of a quarter of the past", "sites.*.spentToDate"),
  resaleUsd: data(
    "g,i,t",
    "USD",
    "what a rack delivered in an earlier quarter brings: its price then at the share of its age",
    "catalogue.accelerators.*.resale",
    "catalogue.accelerators.*.rackPrice",
    "catalogue.accelerators.*.prices",
  ),
  rackMw: data("g", "MW IT", "power of a rack, network and storage included", "catalogue.accelerators.*.rackIt"),
  rackUsd: data(
    "g,t",
    "USD",
    "cost of a rack delivered in the quarter, with network, storage and installation",
    "catalogue.accelerators.*.rackPrice",
    "catalogue.accelerators.*.prices",
    "catalogue.accelerators.*.adders",
  ),
  packagesPerRack: data("g", "packages", "accelerator packages of a rack", "catalogue.accelerators.*.packagesPerRack"),
  peakFp8: data("g", "TFLOP/s", "dense FP8 peak of a package", "catalogue.accelerators.*.peak.fp8"),
  peakAt: data("m,g", "TFLOP/s", "dense peak of a package at the milestone's precision", "catalogue.accelerators.*.peak", "workloads.*<training>.precision"),
  goodput: data("", "", "share of running compute that is useful work", "catalogue.operations.goodput"),
  goodputOf: data("m", "", "the milestone's own goodput, or the usual one", "workloads.*<training>.goodput", "catalogue.operations.goodput"),
  mfu: data("m", "", "useful over peak FLOP while training", "workloads.*<training>.mfu"),
  compute: data("m", "FLOP", "size of the training run", "workloads.*<training>.compute"),
  peakToMean: data("w", "", "peak over mean demand", "workloads.*<inference>.peakToMean"),
  demand: data("w,t", "kH100e", "demand of the workload", "workloads.*<inference>.demand", "workloads.*<best-effort>.demand"),
  latency: data("w", "ms", "longest round trip that the workload bears", "workloads.*<inference>.latency"),
  roundTripMs: data("q,w", "ms", "round trip from site or cloud to the workload's region", "sites.*.latency", "catalogue.clouds.*.latency"),
  most: data("v,t", "kH100e", "compute that the cloud sells", "catalogue.clouds.*.most"),
  largestCampus: data("v,t", "kH100e", "most that one training run gets there", "catalogue.clouds.*.campus"),
  cloudPrice: data("v,t", "USD/H100e-hour", "price of the cloud's compute", "catalogue.clouds.*.price"),
  // Agreements and money
  commitment: data("y", "USD", "spend that is promised for the year", "agreements.*<take-or-pay>.spend"),
  carryForward: data("", "", "share of a year's commitment that may be carried on", "agreements.*<take-or-pay>.carryForward"),
  delay: data("", "quarters", "quarters between a notice and the use of new capacity", "agreements.*<first-refusal>.delay"),
  fee: data("s,t", "USD/MW-month", "price of the capacity fee and of leases that the company receives", "agreements.*<capacity-fee>.price", "agreements.*<lease>.price"),
  lease: data("s,t", "USD/MW-month", "price of leases that the company pays", "agreements.*<lease>.price"),
  spendableUsd: data("t", "USD", "capital that may be spent by then: callable so far, at most the budget", "capital.budget", "capital.callable"),
  cashFloor: data("", "USD", "least cash at a quarter's end", "capital.cashFloor"),
  committedUsd: data("o", "USD", "commitments of the order's investors", "capital.equity.*.commitment"),
  quarterlyUsd: data(
    "o,t",
    "USD",
    "the call at which the first investor of the order reaches a quarterly limit; 0 before the notice",
    "capital.equity.*.calls.notice",
    "capital.equity.*.calls.most",
    "capital.equity.*.calls.mostShare",
  ),
  yearlyUsd: data("o", "USD", "the calls of a year at which the first investor of the order reaches a yearly limit", "capital.equity.*.calls.mostPerYear"),
  limit: data("l", "USD", "most that the facility lends", "capital.debt.*.limit"),
  rate: data("l", "1/yr", "interest", "capital.debt.*.rate"),
  upfront: data("l", "", "fee on what is drawn", "capital.debt.*.fee"),
  tenor: data("l", "quarters", "quarters until what was drawn is repaid", "capital.debt.*.tenor"),
  tested: data("l", "quarter", "first quarter in which the lender tests value and coverage", "capital.debt.*.tested"),
  loanToCost: data("l", "", "debt over cost while building", "capital.debt.*.loanToCost"),
  ltv: data("l", "", "debt over book value once tested", "capital.debt.*.ltv"),
  eligible: data("l", "", "kinds of assets that the facility lends against", "capital.debt.*.eligible"),
  market: data("l,y", "USD", "most that the market lends in a year", "capital.debt.*.most"),
  dscr: data("l", "", "income less running costs over debt service", "capital.debt.*.dscr"),
  operationsUsd: data("", "USD/MW IT-yr", "facility operation and maintenance", "catalogue.operations.facility"),
  itMaintenance: data("", "1/yr", "maintenance of racks over their cost", "catalogue.operations.itMaintenance"),
  insurance: data("", "1/yr", "insurance over capital spending", "catalogue.operations.insurance"),
  taxShare: data("s,t", "", "property tax of the quarter over book value, abatement taken off", "sites.*.propertyTax"),
};

/** Symbols of a formula, and those that they are made of, in order of appearance. */
export function symbolsOf(...formulas: readonly string[]): string[] {
  const found = new Set<string>();
  const read = (formula: string): void => {
    for (const [, name, bracket] of formula.matchAll(/([A-Za-z][A-Za-z0-9]*)(\[)?/g)) {
      const meaning = notation[name!];
      // Without its index a name is a word: a share left, the most of two.
      if (meaning === undefined || (meaning.index !== "" && bracket === undefined) || found.has(name!)) continue;
      found.add(name!);
      if ("formula" in meaning.from) read(meaning.from.formula);
    }
  };
  for (const formula of formulas) read(formula);
  return [...found];
}

/** Every name in a formula: symbols, indices and words. */
export function namesIn(formula: string): string[] {
  return formula.match(/[A-Za-z][A-Za-z0-9]*/g) ?? [];
}

/** Symbols with an index in a text of words. */
export function indexedIn(text: string): string[] {
  return [...text.matchAll(/([A-Za-z][A-Za-z0-9]*)\[/g)].map(([, name]) => name!);
}

/** `starts[s,b,t]`, `goodput`. */
export function written(name: string): string {
  const { index } = notation[name]!;
  return index === "" ? name : `${name}[${index}]`;
}
