// Which small programmes is the planner proved on? Whole programme files of two sites and four quarters, written from a seed: one topic leads
// in each, the others come by chance, and every number is chosen so that the topic's rule has a fair chance to bind.

import { type Stream, stream } from "../../src/units/random.ts";

export const topics = [
  "fewest",
  "phase",
  "pace",
  "crew",
  "equipment",
  "group",
  "firm",
  "unit-out",
  "permit",
  "hours",
  "storage",
  "sun",
  "water",
  "supply",
  "milestone",
  "wanted",
  "demand",
  "peak",
  "research",
  "latency",
  "cloud",
  "exclusivity",
  "first-refusal",
  "own-building",
  "take-or-pay",
  "power-cap",
  "budget",
  "callable",
  "calls",
  "floor",
  "debt",
  "coverage",
  "market",
] as const;
export type Topic = (typeof topics)[number];

export interface Instance {
  readonly number: number;
  readonly lead: Topic;
  readonly topics: ReadonlySet<Topic>;
  /** The programme file. */
  readonly text: string;
}

/** Topics that cannot be without others, and those that would make too many choices together. */
const needs: Partial<Record<Topic, readonly Topic[]>> = {
  exclusivity: ["cloud"],
  "first-refusal": ["cloud"],
  "take-or-pay": ["cloud"],
  coverage: ["debt"],
  market: ["debt"],
  wanted: ["milestone"],
  "unit-out": ["firm"],
};
/** Topics that lead more often: their rules bind more rarely. */
const leads: readonly Topic[] = [...topics, "storage", "storage", "storage", "phase", "permit", "hours", "coverage"];
const apart: readonly (readonly Topic[])[] = [
  ["group", "permit", "storage", "sun", "unit-out", "hours"],
  ["phase", "pace", "fewest"],
  ["debt", "pace"],
  ["debt", "phase"],
  ["debt", "own-building"],
  ["debt", "permit"],
  ["phase", "crew"],
  ["phase", "equipment"],
  ["debt", "unit-out"],
  ["pace", "milestone"],
  ["pace", "cloud"],
];

/** Which topics instance `number` has: the leading one in turn, others with one chance in five. */
function chosen(number: number, chance: Stream): { readonly lead: Topic; readonly all: Set<Topic> } {
  const lead = leads[number % leads.length]!;
  const all = new Set<Topic>([lead, ...(needs[lead] ?? [])]);
  for (const topic of topics) {
    if (chance.uniform() > 0.2) continue;
    const more = [topic, ...(needs[topic] ?? [])];
    if (more.every((one) => apart.every((few) => !few.includes(one) || !few.some((other) => other !== one && (all.has(other) || more.includes(other))))))
      for (const one of more) all.add(one);
  }
  return { lead, all };
}

/** One programme in four has a market for used racks, by chances of its own. */
function resaleOf(number: number, seed: number): string {
  const chance = stream(seed, "proof resale", number);
  const pick = (...items: readonly string[]): string => items[chance.integer(items.length)]!;
  return chance.uniform() < 0.25 ? `, resale: { shares: [${pick("95 %, 90 %", "85 %, 60 %", "40 %, 20 %")}], after: ${pick("1", "2")} quarters }` : "";
}

/** The programme of a number: the same text on every machine. */
export function instanceOf(number: number, seed = 2026): Instance {
  const chance = stream(seed, "proof", number);
  const { lead, all } = chosen(number, chance);
  const has = (topic: Topic): boolean => all.has(topic);
  const pick = <Item>(...items: readonly Item[]): Item => items[chance.integer(items.length)]!;
  const some = (share: number): boolean => chance.uniform() < share;

  const small = has("debt");
  const land = has("fewest") || has("phase") ? 2 : small ? 1 : pick(1, 2);
  const perQuarter = has("phase") ? 2 : has("pace") ? 1 : pick(1, 2);
  const ready = pick(1, 1, 1, 2);
  const bound = some(0.25);
  const value = lead === "storage" || lead === "phase" ? pick(2.6, 3.1) : pick(1.6, 2.2, 2.6, 3.1);
  const racksPerQuarter = has("supply") ? pick(25, 40, 55) : 400;
  const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] as const;
  const energized = pick(...quarters.slice(0, 3));

  const gridMw = has("storage") ? 13 : 26;
  const ramp = has("firm") || has("permit") ? `, ramp: [${pick(25, 35)} %]` : some(0.4) ? ", ramp: [50 %, 100 %]" : "";
  const extra = has("group")
    ? `large: { kind: grid, facility: 26 MW, energized: ${pick("2026-Q2", "2026-Q3")}, cost: $${pick(5, 15)}M, group: line }`
    : has("permit") || has("unit-out") || has("hours")
      ? `engines: { kind: gas-engines, facility: 8 MW, energized: 2026-Q2, cost: $${has("unit-out") ? pick(6, 12) : pick(1, 3)}M${has("hours") ? `, hours: ${pick(3000, 5000)} h` : ""} }${
          has("permit") ? `, more-engines: { kind: gas-engines, facility: ${pick(4, 6)} MW, energized: 2026-Q2, cost: $2M }` : ""
        }`
      : has("storage")
        ? `battery: { kind: battery-4h, facility: ${pick(3, 5)} MW, energized: 2026-Q2, ramp: [50 %, 100 %], cost: $${pick(0.05, 0.1)}M }`
        : has("sun")
          ? `sun: { kind: solar, facility: ${pick(6, 20)} MW, energized: 2026-Q2, cost: $${pick(1, 3)}M, capacityFactor: 28 % }`
          : "";
  const kinds = has("pace")
    ? `\n    shell-10: { it: 10 MW, ready: 1 quarters, cost: $0/MW, rent: ${pick(100_000, 180_000)} $/MW-month, spend: [100 %], crew: [60 workers, 40 workers], cooling: warm-water-dry, usefulLife: 20 yr }`
    : "";
  const capital = [
    `  budget: $${has("budget") ? pick(190, 260, 340) : 2000}M`,
    ...(has("callable") ? [`  callable: { 2026-Q1: $${pick(70, 110)}M, 2026-Q3: $${pick(150, 220)}M, 2026-Q4: $900M }`] : []),
    ...(has("floor") ? [`  cashFloor: $${pick(2, 6)}M`] : []),
    `  equity: { fund: { commitment: $${has("calls") ? pick(120, 200) : has("debt") ? pick(150, 220) : 2000}M${
      has("calls") ? `, calls: { most: $${pick(60, 90)}M/quarter${some(0.5) ? ", mostPerYear: $180M/yr" : ""} }` : ""
    } }${has("calls") ? `, partners: { commitment: $2000M, order: 2, premium: 2 %/yr${some(0.5) ? ", calls: { notice: 1 quarter }" : ""} }` : ""} }`,
    has("debt")
      ? `  debt: { loan: { lender: bank, limit: $${pick(120, 300)}M, rate: ${pick(6, 9)} %/yr, fee: 1 %, tenor: ${pick("5 yr", "0.5 yr")}, loanToCost: ${pick(50, 60)} %, ltv: ${pick(40, 55)} %, tested: ${
          has("coverage") ? "2026-Q1" : pick("2026-Q2", "2026-Q3")
        }${has("coverage") ? `, dscr: ${pick(3, 6)}` : ""}${has("market") ? `, most: { 2026: $${pick(30, 60)}M }` : ""} } }`
      : "  debt: {}",
  ];
  const catalogue = [
    `  buildings:\n    hall-10: { it: 10 MW, ready: ${ready} quarters, cost: ${pick(6, 10)} M$/MW, spend: [60 %, 40 %], crew: [100 workers, 80 workers], cooling: warm-water-dry, usefulLife: 20 yr }${kinds}`,
    `  accelerators:\n    plain: { name: Plain, packagesPerRack: 72, domain: 72, rackIt: 100 kW, peak: { fp8: 5000 TFLOP/s, bf16: 2500 TFLOP/s }, rackPrice: $1.2M${
      some(0.3) ? ", prices: { 2026-Q3: $1M }" : ""
    }, adders: { network: 10 %, storage: 0 %, install: 0 % }, supply: { ${quarters.map((name) => `${name}: ${racksPerQuarter} racks`).join(", ")} }, firstShip: 2026-Q1, usefulLife: 5 yr${pick("", ", residual: 10 %", ", decline: 25 %/yr")}${resaleOf(number, seed)} }`,
    ...(has("equipment")
      ? [`  equipment: { breaker: { lead: 1 quarters, perBuilding: 1, needed: ${pick(0, 1)} quarter, slots: { 2026-Q2: 1 slots }, orders: { 2026-Q3: 1 slots } } }`]
      : []),
    ...(has("cloud")
      ? [
          `  clouds:\n    big: { party: bigcloud, price: { 2026-Q1: ${pick(1.2, 2)} $/H100e-hour }, most: { 2026-Q1: ${pick(2000, 4000)} H100e }, existing: true, trains: true${
            has("latency") && some(0.5) ? `, latency: { east: ${pick(20, 90)} ms }` : ""
          } }${has("first-refusal") ? `\n    rival: { party: rival, price: { 2026-Q1: ${pick(1, 1.5)} $/H100e-hour }, most: { 2026-Q1: 2500 H100e } }` : ""}`,
        ]
      : []),
  ];
  const cooling = has("water") ? `, cooling: evaporative, water: ${pick(40_000, 80_000)} m3/yr` : "";
  const table = some(0.5) || has("storage");
  const alpha = `  alpha: { name: Alpha, at: [32.4, -99.7], state: TX, authority: ERCOT, status: applied, opening: $${pick(1, 5)}M, buildings: { hall-10: ${land}${has("pace") ? ", shell-10: 1" : ""} }${
    has("fewest") ? ", fewest: 2" : ""
  }${has("phase") ? ", phase: 2" : ""}, startsPerQuarter: ${perQuarter}, designFacilityRatio: 1.3, redundancy: ${has("unit-out") ? "N+1" : "N"}, climate: abilene-tx, labour: town${cooling}${
    has("permit") ? `, airPermit: 8 MW` : ""
  }${has("latency") ? ", latency: { east: 30 ms }" : ""}${some(0.2) ? ", propertyTax: { rate: 2 %/yr, abatement: 50 %, until: 2026-Q3 }" : ""},
      power: { grid: { kind: grid, facility: ${gridMw} MW, energized: ${energized}${ramp}, cost: $${pick(4, 8)}M${has("group") ? ", group: line" : ""} }${extra === "" ? "" : `, ${extra}`} },
      tariff: { ${table ? "table: ercot-hub, " : ""}energy: ${has("hours") ? 75 : pick(40, 60)} $/MWh${some(0.5) ? ", demand: 4000 $/MW-month" : ""} }, carbon: { table: erco, yearly: 334 g/kWh } }`;
  const beta = `  beta: { name: Beta, at: [41.2, -80.9], state: OH, authority: PJM, status: applied, opening: $2M${bound ? ", committed: true" : ""}, buildings: { hall-10: ${bound && some(0.5) ? "2 }, built: [{ building: hall-10, started: 2025-Q4 }]" : "1 }"}, startsPerQuarter: 1, designFacilityRatio: 1.3, redundancy: N, climate: youngstown-oh, labour: town,
      power: { grid: { kind: grid, facility: 13 MW, energized: ${pick("2026-Q1", "2026-Q2")}, cost: $3M${bound ? ", committed: true" : ""} } },
      tariff: { energy: ${pick(50, 70)} $/MWh }, carbon: { table: pjm, yearly: 415 g/kWh } }`;
  // 1e25 FLOP at 30 % of FP8 are about 2,700 H100e for a quarter.
  const campuses = `${has("cloud") && some(0.6) ? ", clouds: [big]" : ""}`;
  const region = has("latency") ? ", region: east, latency: 60 ms" : "";
  const workloads = [
    ...(has("milestone")
      ? [
          `  run: { kind: training, compute: ${has("wanted") ? pick("8e25", "4e25") : pick("1e25", "2e25")} FLOP, precision: ${pick("fp8", "bf16")}, mfu: 30 %, between: [2026-Q2, ${pick("2026-Q3", "2026-Q4")}]${has("wanted") ? ", wanted: true" : ""}${campuses} }`,
        ]
      : []),
    ...(has("demand") || has("peak") || has("latency") || has("cloud")
      ? [
          `  chat: { kind: inference, class: chat, demand: { 2026-Q1: ${has("demand") ? pick(1000, 4000) : 30_000} H100e, 2026-Q4: ${has("demand") ? pick(6000, 9000) : 40_000} H100e }, earns: { 2026-Q1: 4 $/H100e-hour }, peakToMean: ${has("peak") ? pick(1.3, 1.5) : 1.1}, worth: 130 %${region} }`,
        ]
      : []),
    ...(has("exclusivity") ? [`  api: { kind: inference, class: api, demand: { 2026-Q1: 1500 H100e }, earns: { 2026-Q1: 5 $/H100e-hour }, worth: 160 % }`] : []),
    ...(has("research")
      ? [`  research: { kind: best-effort, worth: 60 %, demand: { 2026-Q1: ${pick(1500, 3000)} H100e } }`]
      : has("peak") || has("demand")
        ? []
        : [`  research: { kind: best-effort, worth: 70 % }`]),
  ];
  const agreements = [
    ...(has("coverage") || some(0.3)
      ? [`  fee: { kind: capacity-fee, payer: lab, payee: company, price: ${pick(0.6, 1)} M$/MW-month, on: ${pick("running", "racked", "it-ready")}, from: 2026-01-01 }`]
      : []),
    ...(has("exclusivity") ? ["  only: { kind: exclusivity, class: api, provider: bigcloud, from: 2026-01-01, until: 2030-12-31 }"] : []),
    ...(has("first-refusal") ? [`  refusal: { kind: first-refusal, holder: bigcloud, grantor: lab, answerDays: 60, delay: ${pick(1, 2)} quarter, from: 2026-01-01 }`] : []),
    ...(has("own-building")
      ? [`  own: { kind: first-refusal, holder: bigcloud, grantor: lab, covers: [own-building], over: ${pick(5, 10)} MW, answerDays: 60, delay: 1 quarter, from: 2026-01-01 }`]
      : []),
    ...(has("take-or-pay")
      ? [
          `  commitment: { kind: take-or-pay, payer: lab, payee: bigcloud, cloud: big, spend: { 2026: $${pick(20, 120)}M }, carryForward: 10 %, from: 2026-01-01, until: 2028-12-31 }`,
        ]
      : []),
    ...(has("power-cap") ? [`  cap: { kind: power-cap, site: alpha, facility: ${pick(5, 8)} MW, from: 2026-01-01 }`] : []),
    ...(some(0.2) ? ["  wind: { kind: power-purchase, payer: company, payee: lab, site: alpha, facility: 3 MW, price: 25 $/MWh, from: 2026-04-01 }"] : []),
    ...(some(0.2)
      ? [`  share: { kind: revenue-share, payer: lab, payee: bigcloud, base: gross, tiers: [{ from: $0, share: 10 % }, { from: $50M, share: 5 % }], from: 2026-01-01 }`]
      : []),
    ...(some(0.15) ? ["  lease: { kind: lease, site: beta, payer: company, payee: landlord, price: 20000 $/MW-month, from: 2026-01-01 }"] : []),
  ];
  const text = `# A programme of the planner's proof: topics ${[...all].join(", ")}.
gigasite: 1
programme: Proof ${number}
known: 2026-01-01
calendar: { from: 2026-Q1, quarters: 4 }
dollars: { year: 2025, energyEscalation: 3 %/yr, costEscalation: 2 %/yr }
discount: 8 %/yr
books: { company: company, customer: lab }
parties:
  company: { name: Company, roles: [build] }
  lab: { name: Lab, roles: [customer] }
  fund: { name: Fund, roles: [investor] }
  partners: { name: Partners, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  landlord: { name: Landlord, roles: [build] }
  bigcloud: { name: Big cloud, roles: [cloud] }
  rival: { name: Rival cloud, roles: [cloud] }
regions: { east: { name: East } }
capital:
${capital.join("\n")}
catalogue:
${catalogue.join("\n")}
labour: { pools: { town: { workers: ${has("crew") ? pick(100, 180) : 2000} workers } } }
sites:
${alpha}
${beta}
workloads:
${workloads.join("\n")}
${agreements.length > 0 ? `agreements:\n${agreements.join("\n")}\n` : "agreements: {}\n"}objective: { kind: worth, value: { 2026-Q1: ${value} $/H100e-hour } }
`;
  return { number, lead, topics: all, text };
}
