// Revenue share: the payer hands the payee a share of its revenue, by tier, over a period.

import { z } from "zod";
import { money, share } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const revenueShare = z
  .strictObject({
    kind: z.literal("revenue-share").describe("Kind of the clause."),
    ...common,
    payer: id.describe("The party that pays."),
    payee: id.describe("The party that is paid."),
    base: z.enum(["gross", "net"]).describe("Revenue before or after what the clouds cost."),
    classes: z.array(id).optional().describe("Inference classes whose revenue counts; all when absent."),
    cloud: id.optional().describe("Only revenue earned on this cloud counts; anywhere when absent."),
    tiers: z
      .array(
        z.strictObject({
          from: money.describe("Revenue in the period from which the share holds."),
          share: share.describe("Share of the revenue within the tier."),
        }),
      )
      .min(1)
      .describe("Marginal tiers, lowest first."),
    per: z.enum(["quarter", "year"]).default("year").describe("Period over which revenue is added up."),
  })
  .describe("The payer hands the payee a share of its revenue, by tier.");
