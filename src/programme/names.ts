// What may be an id, and what is a map of things by id?

import { z } from "zod";

/** An id: lower case words joined by hyphens; `to-be-raised` is one. */
export const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected an id such as "port-washington-wi": lower case letters, digits and hyphens');

export function map<Schema extends z.ZodType>(schema: Schema) {
  return z.record(id, schema);
}
