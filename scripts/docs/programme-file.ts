// What may stand in a programme file, field by field? Writes docs/programme-file.md from the schema.
// Run: node --import tsx scripts/docs/programme-file.ts

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Attribute, attributes } from "../../src/programme/attributes.ts";

interface Section {
  readonly title: string;
  /** Paths of its rows start with one of these; `""` stands for what no other section takes. */
  readonly under: string;
  readonly says: string;
  /** A file that loads; the test of this page sees to it. */
  readonly example: string;
}

const sections: readonly Section[] = [
  {
    title: "The programme",
    under: "",
    says: "What stands at the top of the file, with regions, labour, events, the objective and what is uncertain.",
    example: `discount: 9 %/yr
events: { general-intelligence: null }
labour: { national: 9000 workers }`,
  },
  {
    title: "Parties",
    under: "parties",
    says: "Everyone whom the file names stands here first.",
    example: `parties:
  lonestar: { name: Lonestar Power, roles: [utility], note: "sells the Amarillo site its wind" }`,
  },
  {
    title: "Capital",
    under: "capital",
    says: "Equity is called by order, debt is drawn within its tests; what no one has signed for is `unsigned`.",
    example: `capital:
  budget: $18B
  callable: { 2026-Q1: $6B, 2027-Q1: $18B } # so much in all by then; never a minimum spend
  equity:
    nvidia: { commitment: $1B, order: 2, calls: { notice: 1 quarter, mostShare: 25 % } }`,
  },
  {
    title: "Sites",
    under: "sites",
    says: "Power options are facility MW and dated by the utility; buildings and racks are IT MW.",
    example: `sites:
  youngstown:
    status: agreement signed
    power:
      grid: { energized: 2026-Q4, group: line }
      larger-line: { kind: grid, group: line, facility: 240 MW, energized: 2028-Q1, ramp: [40 %, 100 %], cost: $120M }`,
  },
  {
    title: "Catalogue",
    under: "catalogue",
    says: "Laid over the built-in catalogue, `data/catalogue.yaml`: what that has already need not be said again, so here `required` holds for new entries only.",
    example: `catalogue:
  accelerators:
    gb300-nvl72:
      rackPrice: { value: $3.5M, low: $3.2M, high: $3.9M, source: "supplier's letter, 2025-11-03", confidence: vendor }
  clouds:
    azure: { trains: true }`,
  },
  {
    title: "Workloads",
    under: "workloads",
    says: "A table for each kind.",
    example: `workloads:
  borealis: { kind: training, compute: 2e25 FLOP, precision: fp8, mfu: 35 %, between: [2028-Q1, 2028-Q4], wanted: true }
  video: { kind: inference, class: video, region: us-east, latency: 40 ms, demand: { 2027-Q1: 2000 H100e }, earns: 2.90 $/H100e-hour }
  evaluations: { kind: best-effort, worth: 50 %, demand: 5000 H100e }`,
  },
];

/** One clause of each kind, on the agreements of the same file. */
const clauses: Readonly<Record<string, string>> = {
  exclusivity: "chat-on-azure: { kind: exclusivity, class: chat, provider: azure, from: 2028-10-01, until: 2028-12-31 }",
  "first-refusal": "second-look: { kind: first-refusal, holder: azure, grantor: atlas, over: 20 MW, answerDays: 30, delay: 1 quarter, from: 2028-01-01 }",
  "take-or-pay": "more-spend: { kind: take-or-pay, payer: atlas, payee: azure, cloud: azure, spend: { 2028: $20M }, from: 2028-01-01, until: 2028-12-31 }",
  "revenue-share": "finder: { kind: revenue-share, payer: atlas, payee: harbour, base: net, classes: [chat], tiers: [{ from: $0, share: 2 % }], per: quarter, from: 2026-07-01 }",
  "ip-access": "licence: { kind: ip-access, holder: northwind, grantor: atlas, of: [infrastructure], may: [use], from: 2026-01-01 }",
  "capacity-reservation": "kept: { kind: capacity-reservation, holder: atlas, provider: azure, cloud: azure, amount: 2000 H100e, price: 2.10 $/H100e-hour, from: 2026-07-01, until: 2027-06-30 }",
  "capacity-fee": "halls: { kind: capacity-fee, payer: atlas, payee: northwind, price: 0.1 M$/MW-month, on: it-ready, sites: [youngstown], from: 2027-01-01 }",
  lease: "rent: { kind: lease, payer: northwind, payee: harbour, site: amarillo, price: 0.05 M$/MW-month, from: 2026-07-01 }",
  "power-purchase": "wind: { kind: power-purchase, payer: northwind, payee: harbour, site: amarillo, facility: 60 MW, price: 44 $/MWh, from: 2027-01-01 }",
  "power-cap": "summer: { kind: power-cap, site: las-cruces, facility: 150 MW, from: 2027-06-01, until: 2027-09-30 }",
  sla: "uptime: { kind: sla, provider: northwind, customer: atlas, floor: 99 %, creditPerPoint: 5 %, fee: capacity, from: 2026-07-01 }",
};

const opening = `# The programme file

<!-- Written by scripts/docs/programme-file.ts from the schema in src/programme; do not edit. -->

One YAML (or JSON) file says everything. \`gigasite check FILE\` reports all of its problems at once, \`gigasite init\` writes a small one
that works, and \`gigasite schema\` gives this page as JSON Schema, with which an editor completes and checks while you type:
write it to a file, and begin the programme with \`# yaml-language-server: $schema=programme.schema.json\`.

- A **quantity** is a number with its unit: \`1.2 GW\`, \`120 kW\`, \`$100B\`, \`0.95 M$/MW-month\`, \`9 months\`, \`6e25 FLOP\`, \`85 %\`. It is read into the unit in
  the table; the wrong dimension is an error. **Quantities by quarter** are \`{ 2026-Q1: $1B, 2027: $3B }\`, or one for all quarters.
- Any of them may be written with where it comes from: \`{ value: 52 $/MWh, low: 45 $/MWh, high: 70 $/MWh, source: "who", confidence: press }\`.
- An **id** is lower case letters, digits and hyphens. Whatever stands under an id can be named, changed and pointed at by it.
- \`extends: other.yaml\` lays this file over that one: maps merge by id, everything else is replaced whole.

## How numbers are sourced

1. A number of the world stands in the programme or the catalogue, never in the code; a formula's own coefficients stand once, in \`src/physics\`, with their citation.
2. \`value\` is what we believe, \`low\` and \`high\` bound what is still credible.
3. \`source\` names who said it, in which document, on which day, so that another can find it. "Derived" says from what and how.
4. \`measured\`: someone read it off a meter, a register or a filing that must be right.
5. \`vendor\`: a party that sells or builds it says so. \`press\`: others report it.
6. \`estimate\`: worked out from other sourced figures. \`assumption\`: nobody has published it; then \`reason\` says why this value and not another.
7. When sources disagree, the better one gives the value and the others widen the range.
8. \`learnt\` marks what was not yet known on the file's day (\`known\`), so that a plan of that day cannot pass hindsight off as foresight.
9. A plain number is the programme's own choice, and needs no source.
10. Every report says how many figures rest on each confidence, and every number on the page leads to its source.

Each example below is a file of its own, once \`extends: neocloud.yaml\` stands at its top.
In the tables \`*\` stands for an id and \`[]\` for each entry of a list.
`;

/** The page's text. */
export function page(): string {
  const all = attributes();
  const parts = sections.flatMap((section) => [`## ${section.title}`, section.says, yaml(section.example), ...tables(section, all)]);
  return `${[opening, ...parts, ...agreements(all)].join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

function tables(section: Section, all: readonly Attribute[]): string[] {
  const { under } = section;
  if (under === "") return [table(all.filter(({ path }) => !named.some((other) => inside(path, other))), "")];
  const rows = all.filter(({ path }) => inside(path, under) && path !== under);
  const kinds = rows.filter(({ path }) => path.endsWith(">"));
  if (kinds.length === 0) return [table(rows, `${under}.`)];
  return kinds.flatMap((kind) => [`### ${kindOf(kind)}`, kind.description, table(rows.filter(({ path }) => path.startsWith(`${kind.path}.`)), `${kind.path}.`)]);
}

function agreements(all: readonly Attribute[]): string[] {
  const kinds = all.filter(({ path }) => /^agreements\.\*<[^>]+>$/.test(path));
  const termsOf = (kind: Attribute) => all.filter(({ path }) => path.startsWith(`${kind.path}.`));
  const name = (kind: Attribute, { path }: Attribute) => path.slice(kind.path.length + 1);
  const common = termsOf(kinds[0]!).filter((term) => kinds.every((kind) => termsOf(kind).some((other) => name(kind, other) === name(kinds[0]!, term))));
  const shared = new Set(common.map((term) => name(kinds[0]!, term)));
  return [
    "## Agreements",
    all.find(({ path }) => path === "agreements")!.description,
    yaml("agreements:\n  capacity-2028: { supersedes: capacity, price: 0.90 M$/MW-month, from: 2028-01-01, known: 2027-11-15 }"),
    "Every clause has these terms, and those of its kind:",
    table(common, `${kinds[0]!.path}.`),
    ...kinds.flatMap((kind) => [
      `### ${kindOf(kind)}`,
      kind.description,
      yaml(`agreements:\n  ${clauses[kindOf(kind)]!}`),
      table(
        termsOf(kind).filter((term) => !shared.has(name(kind, term))),
        `${kind.path}.`,
      ),
    ]),
  ];
}

const named = [...sections.map(({ under }) => under).filter((under) => under !== ""), "agreements"];

function inside(path: string, under: string): boolean {
  return path === under || path.startsWith(`${under}.`);
}

function kindOf({ path }: Attribute): string {
  return /<([^>]+)>$/.exec(path)![1]!;
}

function yaml(text: string): string {
  return `\`\`\`yaml\n${text}\n\`\`\``;
}

/** Rows of a table of fields; `prefix` is left out of their names. */
export function table(rows: readonly Attribute[], prefix: string): string {
  const lines = rows.map(({ path, type, unit, default: otherwise, required, description }) =>
    [`\`${path.slice(prefix.length)}\``, type, unit, otherwise === "" ? "" : `\`${otherwise}\``, required ? "yes" : "", description].join(" | "),
  );
  return ["| name | type | unit | default | required | description |", "|---|---|---|---|---|---|", ...lines.map((line) => `| ${line} |`)].join("\n");
}

const target = fileURLToPath(new URL("../../docs/programme-file.md", import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, page());
