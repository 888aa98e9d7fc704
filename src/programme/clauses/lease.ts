// Lease: the lessee pays the lessor for a site's halls, by IT-ready MW and month.

import { z } from "zod";
import { usdPerMwMonth } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const lease = z.strictObject({
  kind: z.literal("lease"),
  ...common,
  payer: id,
  payee: id,
  site: id,
  price: usdPerMwMonth,
});
