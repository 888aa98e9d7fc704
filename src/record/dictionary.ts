// Which tables can a record hold, and what is in their columns?

import { futureShapes } from "./futures.ts";
import { jobShapes } from "./jobs.ts";
import { attempts } from "./outcomes.ts";
import { shapes, type TableShape } from "./record.ts";
import { servedRequests } from "./served-requests.ts";

/** Every table that is written, in the order of docs/record.md. */
export const dictionary: readonly TableShape[] = [...shapes, attempts, ...jobShapes, servedRequests, ...futureShapes];

/** Throws where a table that is to be written, or one of its columns, does not stand in the dictionary: whoever adds one says here what it is. A record of an older version may lack columns. */
export function mustBeInDictionary({ name, columns }: TableShape): void {
  const known = dictionary.find((shape) => shape.name === name);
  const unknown = columns.filter((column) => !known?.columns.some((other) => other.name === column.name && other.type === column.type));
  if (!known || unknown.length > 0)
    throw new RangeError(`table ${name}${unknown.length > 0 && known ? `, column ${unknown[0]!.name},` : ""} is written and does not stand in src/record/dictionary.ts`);
}
