// Which small programmes are the laws tried on? Whole programme files of one to three sites and one to six quarters, written from a seed, so that all that
// the simulator knows comes up in some of them: short supply, outages, storage, sun, calls, failures of every scope, clouds, clauses.

import { stream } from "../../src/units/random.ts";
import { addQuarters, firstDay } from "../../src/units/calendar.ts";
import type { Quarter } from "../../src/units/brand.ts";
import { agreementsText } from "./small-agreements.ts";
import { siteText } from "./small-site.ts";

/** What the parts of a programme choose with. */
export interface Chance {
  /** One of them, each as likely. */
  pick<Item>(...items: readonly Item[]): Item;
  /** True with this likelihood. */
  some(share: number): boolean;
  /** A number between the two, with two decimals. */
  between(low: number, high: number): number;
}

export interface SmallProgramme {
  readonly quarters: readonly Quarter[];
  readonly sites: readonly string[];
  /** Clouds of the catalogue; workloads that they may serve. */
  readonly clouds: readonly string[];
  readonly text: string;
}

/** Chances of one purpose; the same on every machine. */
export function chanceOf(seed: number, purpose: string): Chance {
  const draw = stream(seed, "laws", purpose);
  return {
    pick: (...items) => items[draw.integer(items.length)]!,
    some: (share) => draw.uniform() < share,
    between: (low, high) => Math.round((low + (high - low) * draw.uniform()) * 100) / 100,
  };
}

/** The programme file of a seed. */
export function smallProgramme(seed: number): SmallProgramme {
  const chance = chanceOf(seed, "programme");
  const { pick, some, between } = chance;
  const first = pick("2026-Q1", "2026-Q3", "2026-Q4", "2027-Q2") as Quarter;
  const quarters = Array.from({ length: pick(1, 1, 1, 2, 2, 2, 2, 2, 3, 5) }, (_, quarter) => addQuarters(first, quarter));
  const at = (quarter: number): Quarter => quarters[Math.min(quarter, quarters.length - 1)]!;
  const sites = ["alpha", "beta", "gamma"].slice(0, pick(1, 1, 2, 2, 3));
  const clouds = ["big", "rival"].slice(0, pick(0, 1, 1, 2));
  const trainings = pick(0, 1, 1, 2);
  const cause = (rate: readonly number[], scope: string, repair: readonly number[], silent = false): string =>
    `{ rate: ${pick(...rate)} /day, scope: ${scope}, repair: ${pick(...repair)} h${silent ? ", silent: true" : ""} }`;
  const rates = pick([0], [1e-5, 1e-4], [1e-3], [4e-3, 1e-3]);
  const text = `# A programme of the laws' test, seed ${seed}.
gigasite: 1
programme: Laws ${seed}
known: ${firstDay(first)}
calendar: { from: ${first}, quarters: ${quarters.length}${some(0.1) ? ", slices: 8" : ""} }
dollars: { year: ${pick(2025, 2026)}, energyEscalation: ${pick(0, 3)} %/yr, costEscalation: 2 %/yr }
discount: 8 %/yr
books: { company: company, customer: lab }
parties:
  company: { name: Company, roles: [build] }
  lab: { name: Lab, roles: [customer] }
  fund: { name: Fund, roles: [investor] }
  partners: { name: Partners, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  landlord: { name: Landlord, roles: [build] }
  wind: { name: Wind, roles: [utility] }
  bigcloud: { name: Big cloud, roles: [cloud] }
  rivalcloud: { name: Rival cloud, roles: [cloud] }
regions: { east: { name: East } }
capital:
  budget: $3000M
${some(0.5) ? `  cashFloor: $${pick(1, 7)}M\n` : ""}  equity: { fund: { commitment: $1000M }, partners: { commitment: $2000M, order: 2 } }
  debt: ${some(0.5) ? `{ loan: { lender: bank, limit: $300M, rate: 7.3 %/yr, fee: 1 %, tenor: 5 yr, loanToCost: 60 %, ltv: 60 %, tested: ${at(1)} } }` : "{}"}
catalogue:
  buildings:
    hall-10: { it: 10 MW, ready: ${pick(1, 1, 2)} quarters, cost: 8 M$/MW, spend: [60 %, 40 %], crew: [100 workers, 80 workers], cooling: ${pick("warm-water-dry", "closed-loop-chiller", "evaporative", "water-cooled-chiller", "hybrid-dry")}, usefulLife: 20 yr }
    hall-2: { it: 2.5 MW, ready: 1 quarters, cost: 9 M$/MW, spend: [100 %], crew: [40 workers], cooling: warm-water-dry, usefulLife: 20 yr }
  accelerators:
    plain: { name: Plain, packagesPerRack: 72, domain: ${pick(72, 36, 18)}${some(0.7) ? `, packagesPerTray: ${pick(4, 8)}` : ""}, rackIt: 100 kW${some(0.5) ? `, idle: ${pick(15, 40)} %` : ""}, peak: { fp8: 5000 TFLOP/s, bf16: 2500 TFLOP/s }, rackPrice: $1.2M, adders: { network: 10 %, storage: 0 %, install: 0 % }, supply: { ${quarters.map((quarter) => `${quarter}: 200 racks`).join(", ")} }, firstShip: 2025-Q1, usefulLife: 5 yr${some(0.4) ? ", resale: { shares: [85 %, 60 %], after: 1 quarters }" : ""} }
    node: { name: Node, packagesPerRack: 8, domain: 8, rackIt: 10.2 kW, idle: 20 %, peak: { fp8: 1979 TFLOP/s, bf16: 989.5 TFLOP/s }, rackPrice: $0.3M, adders: { network: 10 %, storage: 0 %, install: 0 % }, supply: { ${first}: 120 racks }, firstShip: 2025-Q1, usefulLife: 5 yr }
  storage: { battery-4h: { hours: ${pick(2, 4)} h${some(0.5) ? `, firm: ${pick(0, 80)} %` : ""} } }
${clouds.length > 0 ? `  clouds:\n${clouds.map((cloud) => `    ${cloud}: { party: ${cloud}cloud, price: { ${first}: ${between(1, 2)} $/H100e-hour }, most: { ${first}: ${pick(1000, 6000)} H100e }, existing: ${cloud === "big"}, trains: ${cloud === "big"} }`).join("\n")}\n` : ""}  failures:
    gpu: ${cause(rates, "tray", [1, 24, 48])}
    hbm: ${cause(rates, "rack", [2, 24])}
    software: ${cause(rates, "job", [0])}
    switch-cable: ${cause(rates, "rail", [3, 8])}
    silent-corruption: ${cause(rates, "tray", [48], true)}
  recovery: { detect: ${pick(0.5, 2, 10)} min, restart: ${pick(2, 15, 45)} min, stall: ${pick(0.1, 0.5, 2)} min, spares: ${pick(0, 2, 5, 20)} %${some(0.3) ? `, elasticStall: ${pick(0.5, 3)} min` : ""} }
  operations: { powerPayments: 1 quarters, peakHour: ${pick(0, 13, 20)} h }
labour: { pools: { town: { workers: 4000 workers } } }
sites:
${sites.map((site, index) => siteText(site, index, quarters, chance)).join("\n")}
workloads:
${Array.from(
  { length: trainings },
  (_, run) =>
    `  run-${run + 1}: { kind: training, compute: ${pick("1e24", "8e24", "3e25", "2e26")} FLOP, precision: ${pick("fp8", "bf16")}, mfu: ${pick(30, 42)} %, between: [${at(pick(0, 1))}, ${at(pick(1, 2, 5))}], wanted: true${clouds.length > 0 && some(0.3) ? ", clouds: [big]" : ""}${some(0.5) ? `, checkpoint: { size: 6 TB${some(0.6) ? `, interval: ${pick(5, 30, 240)} min` : ""} }` : ""} }\n`,
).join(
  "",
)}  chat: { kind: inference, class: chat, demand: { ${first}: ${pick(0, 800, 4000)} H100e, ${quarters.at(-1) === first ? addQuarters(first, 1) : quarters.at(-1)}: ${pick(500, 6000, 20_000)} H100e }, earns: { ${first}: ${between(2, 5)} $/H100e-hour }, peakToMean: ${pick(1, 1.2, 1.6, 2.5)}${some(0.3) ? ", region: east, latency: 60 ms" : ""} }
${some(0.6) ? `  api: { kind: inference, class: api, demand: { ${first}: ${pick(300, 2500)} H100e }, earns: { ${first}: ${between(2, 6)} $/H100e-hour }, worth: 160 % }\n` : ""}${some(0.7) ? `  research: { kind: best-effort, worth: 60 %${some(0.5) ? `, demand: { ${first}: ${pick(500, 3000)} H100e }` : ""} }\n` : ""}${agreementsText(sites, clouds, first, chance)}objective: { kind: worth, value: { ${first}: ${between(1.5, 3)} $/H100e-hour } }
`;
  return { quarters, sites, clouds, text };
}
