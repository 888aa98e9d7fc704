// IP access: the holder may use, host or derive the grantor's assets.

import { z } from "zod";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const ipAccess = z
  .strictObject({
    kind: z.literal("ip-access").describe("Kind of the clause."),
    ...common,
    holder: id.describe("The party that has the right."),
    grantor: id.describe("The party that grants it."),
    of: z.array(z.enum(["models", "products", "research", "infrastructure"])).describe("Which assets."),
    may: z.array(z.enum(["use", "host", "derive"])).describe("What the holder may do with them."),
  })
  .describe("The holder may use, host or derive the grantor's assets.");
