// Take-or-pay: the payer spends a minimum with the payee each year, or pays the difference.

import { z } from "zod";
import { moneyByQuarter, share } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const takeOrPay = z
  .strictObject({
    kind: z.literal("take-or-pay").describe("Kind of the clause."),
    ...common,
    payer: id.describe("The party that pays."),
    payee: id.describe("The party that is paid."),
    cloud: id.describe("The cloud whose use counts."),
    spend: moneyByQuarter.describe("Minimum spend by calendar year."),
    carryForward: share.optional().describe("Share of a year's commitment that overspend may carry into the next year."),
  })
  .describe("The payer spends a minimum with the payee each year, or pays the difference.");
