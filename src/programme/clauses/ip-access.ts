// IP access: the holder may use, host or derive the grantor's assets.

import { z } from "zod";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const ipAccess = z.strictObject({
  kind: z.literal("ip-access"),
  ...common,
  holder: id,
  grantor: id,
  of: z.array(z.enum(["models", "products", "research", "infrastructure"])),
  may: z.array(z.enum(["use", "host", "derive"])),
});
