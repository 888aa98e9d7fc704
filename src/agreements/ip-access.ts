// IP access: the holder may use, host or derive the grantor's assets. A register entry; no money.

import { nothing, open, type Term } from "./term.ts";
import { listed, period } from "./words.ts";

export const ipAccess: Term<"ip-access"> = {
  kind: "ip-access",
  says: (clause, named) => `${named(clause.holder)} may ${listed(clause.may)} the ${listed(clause.of)} of ${named(clause.grantor)}${period(clause)}`,
  allows: open,
  demands: nothing,
  costs: ({ standing: { clause } }) => [{ payer: clause.holder, payee: clause.grantor, account: "ip-access", cents: 0n, rule: "in force; no payment is due", quantities: [] }],
};
