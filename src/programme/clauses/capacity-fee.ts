// Capacity fee: the customer pays the programme company for capacity, used or not.

import { z } from "zod";
import { usdPerMwMonth } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const capacityFee = z.strictObject({
  kind: z.literal("capacity-fee"),
  ...common,
  payer: id,
  payee: id,
  price: usdPerMwMonth,
  /** The rung of the MW ladder that is paid for. */
  on: z.enum(["it-ready", "racked", "running"]),
  /** Sites it covers; all when absent. */
  sites: z.array(id).optional(),
});
