// What do the clauses in force cost in a quarter?

import { costs, says } from "../agreements/terms.ts";
import type { Flow } from "./ledger.ts";
import type { Books } from "./measured.ts";

/** One flow for each charge of each clause in force, memos of 0 among them: they say what a clause came to. */
export function obligationFlows(books: Books, t: number): Flow[] {
  const { programme, quarters } = books;
  return books.accounts(t).flatMap((account) =>
    costs(account, books).map(({ payer, payee, account: name, cents, rule, quantities }): Flow => {
      const { id } = account.standing;
      return {
        quarter: quarters[t]!,
        key: `${name}:${id}`,
        clause: id,
        says: says(account.standing, programme),
        rule,
        quantities,
        payer,
        payee,
        cents,
        payerAccount: `expense:${name}`,
        payeeAccount: `income:${name}`,
      };
    }),
  );
}
