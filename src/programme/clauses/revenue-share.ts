// Revenue share: the payer hands the payee a share of its revenue, by tier, over a period.

import { z } from "zod";
import { money, share } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const revenueShare = z.strictObject({
  kind: z.literal("revenue-share"),
  ...common,
  payer: id,
  payee: id,
  base: z.enum(["gross", "net"]),
  /** Inference classes whose revenue counts; all when absent. */
  classes: z.array(id).optional(),
  /** Only revenue earned on this cloud counts; anywhere when absent. */
  cloud: id.optional(),
  /** Marginal tiers: from this much revenue in the period, this share. */
  tiers: z.array(z.strictObject({ from: money, share })).min(1),
  per: z.enum(["quarter", "year"]).default("year"),
});
