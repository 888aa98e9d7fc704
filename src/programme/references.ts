// Does every id name something? Checked on the tree as it is written, whatever else is wrong with it.

import { didYouMean } from "../units/suggest.ts";
import { supersededBy } from "./amendments.ts";
import { isList, isMap, locate, type Node, nodeAt, type Path, pathText, positionOf, type Problem } from "./tree.ts";

/** Ids of the tables that ship or stand beside the programme; a kind that is not handed in is not checked. */
export interface TableIds {
  readonly climate?: readonly string[];
  readonly prices?: readonly string[];
  readonly carbon?: readonly string[];
}

/** `*` is any key or index, `{}` the keys of a map themselves. */
const places: readonly (readonly [string, Target])[] = [
  ["books.company", "party"],
  ["books.customer", "party"],
  ["capital.equity.{}", "party"],
  ["capital.debt.*.lender", "party"],
  ["catalogue.accelerators.*.vendor", "party"],
  ["catalogue.buildings.*.cooling", "cooling"],
  ["catalogue.equipment.*.perKind.{}", "building"],
  ["catalogue.clouds.*.party", "party"],
  ["catalogue.clouds.*.latency.{}", "region"],
  ["sites.*.buildings.{}", "building"],
  ["sites.*.power.*.kind", "power source"],
  ["sites.*.cooling", "cooling"],
  ["sites.*.latency.{}", "region"],
  ["sites.*.labour", "labour pool"],
  ["sites.*.built.*.building", "building"],
  ["sites.*.racks.*.accelerator", "accelerator"],
  ["sites.*.climate", "climate table"],
  ["sites.*.tariff.table", "price table"],
  ["sites.*.carbon.table", "carbon table"],
  ["sites.*.carbon.marginal.table", "carbon table"],
  ["workloads.*.party", "party"],
  ["workloads.*.region", "region"],
  ["workloads.*.clouds.*", "cloud"],
  ["agreements.*.provider", "party"],
  ["agreements.*.customer", "party"],
  ["agreements.*.holder", "party"],
  ["agreements.*.grantor", "party"],
  ["agreements.*.payer", "party"],
  ["agreements.*.payee", "party"],
  ["agreements.*.cloud", "cloud"],
  ["agreements.*.site", "site"],
  ["agreements.*.sites.*", "site"],
  ["agreements.*.except.*", "workload"],
  ["agreements.*.class", "class of inference"],
  ["agreements.*.classes.*", "class of inference"],
  ["agreements.*.event", "event"],
  ["agreements.*.supersedes", "clause"],
  ["agreements.*.fee", "capacity-fee clause"],
];

const collections = {
  party: "parties",
  cooling: "catalogue.cooling",
  region: "regions",
  building: "catalogue.buildings",
  "power source": "catalogue.powerSources",
  accelerator: "catalogue.accelerators",
  cloud: "catalogue.clouds",
  "labour pool": "labour.pools",
  site: "sites",
  workload: "workloads",
  event: "events",
  clause: "agreements",
} as const;

type Target = keyof typeof collections | "class of inference" | "capacity-fee clause" | "climate table" | "price table" | "carbon table";

/** Every id that names nothing, clauses that supersede each other in a circle, and uncertain paths that lead nowhere. */
export function referenceProblems(root: Node, tables: TableIds): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const ids = new Map<Target, ReadonlySet<string> | undefined>();
  const known = (target: Target): ReadonlySet<string> | undefined => {
    if (!ids.has(target)) ids.set(target, idsOf(root, target, tables));
    return ids.get(target);
  };
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const [place, target] of places) {
    for (const { path, id, side } of said(root, place.split("."))) {
      const candidates = known(target);
      if (!candidates || candidates.has(id) || (target === "climate table" && /\.(epw|tmy3|csv)$/i.test(id))) continue;
      const list = [...candidates].filter((candidate) => candidate !== id);
      const expected = list.length === 0 ? ": none is there" : list.length <= 6 ? `, expected one of ${list.join(", ")}` : "";
      // A clause may bind work that the programme does not plan.
      (target === "class of inference" ? warnings : problems).push({
        code: "reference.unknown",
        position: positionOf(locate(root, path, side)),
        path: pathText(path),
        message: `there is no ${target} "${id}"${didYouMean(id, list) || expected}`,
      });
    }
  }
  return { problems: [...problems, ...circles(root), ...uncertainPaths(root)], warnings };
}

interface Said {
  readonly path: Path;
  readonly id: string;
  readonly side: "key" | "value";
}

function said(root: Node, pattern: readonly string[]): Said[] {
  const out: Said[] = [];
  const walk = (node: Node, depth: number, path: Path): void => {
    const part = pattern[depth];
    if (part === undefined) {
      if (typeof node.content === "string") out.push({ path, id: node.content, side: "value" });
    } else if (part === "{}") {
      if (isMap(node.content)) for (const key of node.content.keys()) out.push({ path: [...path, key], id: key, side: "key" });
    } else if (part === "*") {
      if (isMap(node.content)) for (const [key, entry] of node.content) walk(entry.node, depth + 1, [...path, key]);
      else if (isList(node.content)) for (const [index, item] of node.content.entries()) walk(item, depth + 1, [...path, index]);
    } else if (isMap(node.content)) {
      const entry = node.content.get(part);
      if (entry) walk(entry.node, depth + 1, [...path, part]);
    }
  };
  walk(root, 0, []);
  return out;
}

function keysOf(root: Node, path: string): string[] {
  const content = nodeAt(root, path.split("."))?.content;
  return isMap(content) ? [...content.keys()] : [];
}

function idsOf(root: Node, target: Target, tables: TableIds): ReadonlySet<string> | undefined {
  switch (target) {
    case "climate table":
      return tables.climate && new Set(tables.climate);
    case "price table":
      return tables.prices && new Set(tables.prices);
    case "carbon table":
      return tables.carbon && new Set(tables.carbon);
    case "class of inference":
      return new Set(said(root, ["workloads", "*", "class"]).map(({ id }) => id));
    case "capacity-fee clause":
      return new Set(keysOf(root, "agreements").filter((id) => nodeAt(root, ["agreements", id, "kind"])?.content === "capacity-fee"));
    case "power source":
      return new Set(["grid", ...keysOf(root, collections[target]), ...keysOf(root, "catalogue.storage")]);
    default:
      return new Set(keysOf(root, collections[target]));
  }
}

/** Clauses that supersede each other in a circle, named once, at the first of them. */
function circles(root: Node): Problem[] {
  const next = (id: string): string | undefined => supersededBy(nodeAt(root, ["agreements", id]));
  const seen = new Set<string>();
  return keysOf(root, "agreements").flatMap((start): Problem[] => {
    const line: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at) && nodeAt(root, ["agreements", at])) {
      seen.add(at);
      line.push(at);
      at = next(at);
    }
    const from = at === undefined ? -1 : line.indexOf(at);
    if (from === -1) return [];
    const path = ["agreements", line[from]!, "supersedes"];
    return [
      {
        code: "reference.cycle",
        position: positionOf(locate(root, path, "value")),
        path: pathText(path),
        message: `clauses supersede each other in a circle: ${[...line.slice(from), at].join(" supersedes ")}`,
      },
    ];
  });
}

function uncertainPaths(root: Node): Problem[] {
  return said(root, ["uncertain", "*", "path"]).flatMap(({ path, id }): Problem[] => {
    let node: Node | undefined = root;
    for (const [index, part] of id.split(".").entries()) {
      const content: Node["content"] | undefined = node?.content;
      node = isMap(content) ? content.get(part)?.node : isList(content) ? content[Number(part)] : undefined;
      if (node) continue;
      const before = id.split(".").slice(0, index).join(".");
      const keys = isMap(content) ? [...content.keys()] : [];
      const message = `"${id}" leads nowhere: ${before === "" ? "the programme" : before} has no "${part}"${didYouMean(part, keys)}`;
      return [{ code: "reference.unknown", position: positionOf(locate(root, path, "value")), path: pathText(path), message }];
    }
    return [];
  });
}
