// `gigasite schema`: which keys a programme file may have, as JSON Schema, for editors.

import { jsonSchema } from "../../programme/json-schema.ts";
import type { Answer } from "../face.ts";

export async function schema(_operands: readonly string[], _options: object, answer: Answer): Promise<number> {
  const document = jsonSchema();
  answer.give({ document, text: JSON.stringify(document, null, 2) });
  return 0;
}
