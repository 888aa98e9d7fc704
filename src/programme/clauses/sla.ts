// SLA: availability below a floor gives the customer a credit on the capacity fee.

import { z } from "zod";
import { share } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const sla = z.strictObject({
  kind: z.literal("sla"),
  ...common,
  provider: id,
  customer: id,
  /** Running over racked capacity, mean of the quarter. */
  floor: share,
  /** Share of the quarter's capacity fee credited for each full point below the floor. */
  creditPerPoint: share,
  /** The clause whose fee is credited. */
  fee: id,
});
