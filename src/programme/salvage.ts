// What of a programme can still be judged when a part of it does not parse?

import type { z } from "zod";
import { catalogue } from "./catalogue.ts";
import { capital } from "./parties.ts";
import { schema } from "./schema.ts";
import type { Path } from "./tree.ts";

const partial = schema.partial().extend({ catalogue: catalogue.partial().optional(), capital: capital.partial().optional() });

/**
 * The parsed programme without the entries that the issues are about; empty when the rest does not stand alone either.
 * @param others paths of what else is wrong, such as an id that names nothing
 */
export function salvage(value: unknown, issues: readonly z.core.$ZodIssue[], others: readonly Path[]): unknown {
  const rest = structuredClone(value);
  for (const issue of issues) {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) remove(rest, [...path, key]);
    else remove(rest, path.slice(0, unit(path)));
  }
  for (const path of others) remove(rest, path.slice(0, unit(path)));
  const parsed = partial.safeParse(rest);
  return parsed.success ? parsed.data : {};
}

/** How much goes with a problem in it: one site, one clause, one entry of the catalogue; else the whole part. */
function unit([first, second]: Path): number {
  switch (first) {
    case "sites":
    case "parties":
    case "regions":
    case "workloads":
    case "agreements":
    case "events":
      return 2;
    case "catalogue":
      return second === "recovery" || second === "chain" || second === "operations" ? 2 : 3;
    case "labour":
      return second === "pools" ? 3 : 2;
    case "capital":
      // Orders and sums are judged over all investors and all facilities.
      return 2;
    default:
      return 1;
  }
}

function remove(value: unknown, path: Path): void {
  let at = value;
  for (const part of path.slice(0, -1)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return;
    at = (at as Record<string | number, unknown>)[part];
  }
  const last = path.at(-1);
  if (last !== undefined && typeof at === "object" && at !== null && !Array.isArray(at)) delete (at as Record<string | number, unknown>)[last];
}
