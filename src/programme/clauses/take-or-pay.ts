// Take-or-pay: the payer spends a minimum with the payee each year, or pays the difference.

import { z } from "zod";
import { moneyByQuarter, share } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const takeOrPay = z.strictObject({
  kind: z.literal("take-or-pay"),
  ...common,
  payer: id,
  payee: id,
  /** The cloud whose use counts. */
  cloud: id,
  /** Minimum spend by calendar year. */
  spend: moneyByQuarter,
  /** Share of a year's commitment that overspend may carry into the next year. */
  carryForward: share.optional(),
});
