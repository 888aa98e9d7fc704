// Which numbers may stand at a path of a programme? Read from the one schema.

import type { Range } from "./leaf.ts";
import { schemaAt } from "./schema-at.ts";

export interface RangeAt extends Range {
  /** `a share`, `a number of racks`; empty where the schema has no word for it. */
  readonly noun: string;
  /** Base unit of the number. */
  readonly unit: string;
}

/** A way to ask for the range of a path's number, or of each number of its series or list; where kinds of clause differ, what any of them allows. Undefined where no number stands. */
export function ranges(): (path: readonly string[]) => RangeAt | undefined {
  const nodes = schemaAt();
  return (path) => {
    const found = nodes(path).flatMap(({ unit, noun = "", range, type, minimum, maximum }): RangeAt[] => {
      if (range !== undefined) return [{ ...(range as Range), noun, unit: (unit ?? "").replace(/ by quarter$/, "").replace(/^list of /, "") }];
      if (type !== "number" && type !== "integer") return [];
      return [
        { noun: "", unit: "", whole: type === "integer", ...(typeof minimum === "number" ? { least: minimum } : {}), ...(typeof maximum === "number" ? { most: maximum } : {}) },
      ];
    });
    const [first, ...others] = found;
    return first && others.reduce(widened, first);
  };
}

function widened(one: RangeAt, other: RangeAt): RangeAt {
  return {
    noun: one.noun,
    unit: one.unit,
    whole: one.whole === true && other.whole === true,
    ...(one.least !== undefined && other.least !== undefined ? { least: Math.min(one.least, other.least) } : {}),
    ...(one.most !== undefined && other.most !== undefined ? { most: Math.max(one.most, other.most) } : {}),
  };
}
