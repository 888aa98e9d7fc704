// Law 4, from ledger and statements: money balances exactly, per party and per currency. Every transaction's legs sum to zero in each party's book; sources = uses
// each quarter to the cent. Money is whole cents, read here without the package's own reader.

import type { History } from "./history.ts";

/** What is wrong with the money of a settlement, in sentences. */
export function brokenMoney({ settlement: { ledger, statements, sourcesAndUses } }: History): string[] {
  const wrong: string[] = [];
  const cash = new Map<string, bigint>();
  for (const { id, legs } of ledger) {
    const books = new Map<string, bigint>();
    for (const { party, currency, account, amount } of legs) {
      const book = `${party} in ${currency}`;
      books.set(book, (books.get(book) ?? 0n) + cents(amount));
      if (account === "asset:cash") cash.set(currency, (cash.get(currency) ?? 0n) + cents(amount));
    }
    for (const [book, sum] of books) if (sum !== 0n) wrong.push(`${id}: the legs of ${book} sum to ${sum} cents`);
  }
  // What one pays another receives: cash is neither made nor lost.
  for (const [currency, sum] of cash) if (sum !== 0n) wrong.push(`all parties' cash in ${currency} sums to ${sum} cents`);
  if (new Set(ledger.map(({ id }) => id)).size !== ledger.length) wrong.push("two transactions have one id");
  const ids = new Set(ledger.map(({ id }) => id));
  for (const { party, quarter, lines, received, paid, net } of statements) {
    const amounts = lines.map(({ amount }) => cents(amount));
    const sum = (list: readonly bigint[]) => list.reduce((all, amount) => all + amount, 0n);
    const says = `statement of ${party} for ${quarter}`;
    if (sum(amounts) !== cents(net)) wrong.push(`${says}: net ${net}, its lines sum to ${sum(amounts)} cents`);
    if (sum(amounts.filter((amount) => amount > 0n)) !== cents(received)) wrong.push(`${says}: received ${received}`);
    if (sum(amounts.filter((amount) => amount < 0n)) !== -absolute(cents(paid))) wrong.push(`${says}: paid ${paid}`);
    for (const { transaction } of lines) if (!ids.has(transaction)) wrong.push(`${says}: no transaction ${transaction}`);
  }
  for (const [t, { quarter, sources, uses, total }] of sourcesAndUses.entries()) {
    const sum = (side: Readonly<Record<string, string>>) => Object.values(side).reduce((all, amount) => all + cents(amount), 0n);
    if (sum(sources) !== cents(total) || sum(uses) !== cents(total)) wrong.push(`${quarter}: sources ${sum(sources)}, uses ${sum(uses)} cents of ${total}`);
    const before = sourcesAndUses[t - 1];
    if (before && before.uses["cash at end"] !== sources["cash at start"])
      wrong.push(`${quarter}: cash at start ${sources["cash at start"]}, at the end before ${before.uses["cash at end"]}`);
  }
  return wrong;
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** "-12.30" is -1230n; anything that is not a decimal of two places is an error. */
function cents(text: string): bigint {
  const [, sign, dollars, rest] = /^(-?)(\d+)\.(\d\d)$/.exec(text) ?? [];
  if (dollars === undefined) throw new Error(`${text} is no amount of money`);
  const whole = BigInt(dollars) * 100n + BigInt(rest!);
  return sign === "-" ? -whole : whole;
}
