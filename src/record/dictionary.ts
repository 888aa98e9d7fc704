// Which tables can a record hold, and what is in their columns?

import { attempts } from "./outcomes.ts";
import { shapes, type TableShape } from "./record.ts";
import { servedRequests } from "./served-requests.ts";

/** Every table that is written, in the order of docs/record.md. */
export const dictionary: readonly TableShape[] = [...shapes, attempts, servedRequests];

/** The shape of a table that is to be written. @throws RangeError where the dictionary has not this shape: whoever adds a table says here what is in it */
export function inDictionary(shape: TableShape): TableShape {
  if (!dictionary.includes(shape)) throw new RangeError(`table ${shape.name} is written and does not stand in src/record/dictionary.ts`);
  return shape;
}
