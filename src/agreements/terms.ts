// Which object answers for a clause of which kind?

import type { ClauseKind, Programme } from "../programme/programme.ts";
import { capacityFee } from "./capacity-fee.ts";
import { capacityReservation } from "./capacity-reservation.ts";
import { exclusivity } from "./exclusivity.ts";
import { firstRefusal } from "./first-refusal.ts";
import type { Standing } from "./in-force.ts";
import { ipAccess } from "./ip-access.ts";
import { lease } from "./lease.ts";
import { powerCap } from "./power-cap.ts";
import { powerPurchase } from "./power-purchase.ts";
import { revenueShare } from "./revenue-share.ts";
import { sla } from "./sla.ts";
import { takeOrPay } from "./take-or-pay.ts";
import type { Account, Charge, Demand, Measured, PlaceRequest, Term } from "./term.ts";

export const terms: { readonly [Kind in ClauseKind]: Term<Kind> } = {
  exclusivity,
  "first-refusal": firstRefusal,
  "take-or-pay": takeOrPay,
  "revenue-share": revenueShare,
  "ip-access": ipAccess,
  "capacity-reservation": capacityReservation,
  "capacity-fee": capacityFee,
  lease,
  "power-purchase": powerPurchase,
  "power-cap": powerCap,
  sla,
};

/** The term of a standing clause's own kind. The one place where the kind is matched to its object. */
function termOf(standing: Standing): Term<ClauseKind> {
  return terms[standing.clause.kind] as unknown as Term<ClauseKind>;
}

export function says(standing: Standing, programme: Programme): string {
  return termOf(standing).says(standing.clause, (party) => programme.parties[party]?.name ?? party);
}

export function allows(standing: Standing, request: PlaceRequest): true | string {
  return termOf(standing).allows(standing, request);
}

export function demands(standing: Standing, programme: Programme): readonly Demand[] {
  return termOf(standing).demands(standing, programme);
}

export function costs(account: Account<ClauseKind>, measured: Measured): readonly Charge[] {
  return termOf(account.standing).costs(account, measured);
}
