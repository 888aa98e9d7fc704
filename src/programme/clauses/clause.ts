// Which kinds of clause are there, and how does an amendment read?

import { z } from "zod";
import { capacityFee } from "./capacity-fee.ts";
import { capacityReservation } from "./capacity-reservation.ts";
import { exclusivity } from "./exclusivity.ts";
import { firstRefusal } from "./first-refusal.ts";
import { ipAccess } from "./ip-access.ts";
import { lease } from "./lease.ts";
import { powerCap } from "./power-cap.ts";
import { powerPurchase } from "./power-purchase.ts";
import { revenueShare } from "./revenue-share.ts";
import { sla } from "./sla.ts";
import { takeOrPay } from "./take-or-pay.ts";

/**
 * In the file an amendment may leave out what it does not change: `{ supersedes: share, from, known, tiers }`.
 * The loader completes it with the superseded clause's terms before this schema sees it.
 */
export const clause = z.discriminatedUnion("kind", [
  exclusivity,
  firstRefusal,
  takeOrPay,
  revenueShare,
  ipAccess,
  capacityReservation,
  capacityFee,
  lease,
  powerPurchase,
  powerCap,
  sla,
]);
