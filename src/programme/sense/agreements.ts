// Can these clauses stand beside each other?

import type { Clause } from "../programme.ts";
import { few, type Judge, type Rule, type Salvaged } from "./judge.ts";

export const agreementSense: Rule = (programme, judge) => {
  const clauses = programme.agreements ?? {};
  for (const [id, clause] of Object.entries(clauses)) {
    dates(id, clause, judge);
    sides(id, clause, judge);
    if (clause.kind === "revenue-share") tiers(id, clause.tiers, judge);
    if (clause.kind === "take-or-pay") years(id, clause, judge);
    if (clause.kind === "capacity-fee") books(id, clause, programme, judge);
    if (clause.kind === "exclusivity") provided(id, clause, programme, judge);
    amendment(id, clause, clauses, judge);
  }
};

function dates(id: string, { from, until }: Clause, { problem }: Judge): void {
  if (until !== undefined && until < from) problem(["agreements", id, "until"], `ends on ${until}, before it begins on ${from}`);
}

function sides(id: string, clause: Clause, { problem }: Judge): void {
  const pairs = [
    ["payer", "payee"],
    ["holder", "grantor"],
    ["provider", "customer"],
  ] as const;
  const said = clause as unknown as Readonly<Record<string, unknown>>;
  for (const [one, other] of pairs) {
    if (said[one] !== undefined && said[one] === said[other]) problem(["agreements", id, other], `${String(said[other])} is both ${one} and ${other}`);
  }
}

function tiers(id: string, list: readonly { readonly from: number }[], { problem, warning }: Judge): void {
  const path = ["agreements", id, "tiers"];
  for (const [index, { from }] of list.entries()) {
    if (index > 0 && from <= list[index - 1]!.from) problem([...path, index, "from"], `tiers begin at rising amounts: $${few(from)} after $${few(list[index - 1]!.from)}`);
  }
  if (list[0] && list[0].from > 0) warning([...path, 0, "from"], `nothing is shared below $${few(list[0].from)}`);
}

function years(id: string, { spend, from, until }: Extract<Clause, { kind: "take-or-pay" }>, { problem }: Judge): void {
  for (const key of Object.keys(spend)) {
    if (key === "always") continue;
    const year = key.slice(0, 4);
    if (year < from.slice(0, 4)) problem(["agreements", id, "spend", key], `${key} is before the clause begins on ${from}`);
    else if (until !== undefined && year > until.slice(0, 4)) problem(["agreements", id, "spend", key], `${key} is after the clause ends on ${until}`);
  }
}

function books(id: string, { payer, payee }: Extract<Clause, { kind: "capacity-fee" }>, { books: kept }: Salvaged, { warning }: Judge): void {
  if (!kept) return;
  if (payee !== kept.company) warning(["agreements", id, "payee"], `${payee} is not the company (${kept.company}): the fee is no income of the programme`);
  if (payer !== kept.customer) warning(["agreements", id, "payer"], `${payer} is not the customer (${kept.customer})`);
}

function provided(id: string, { class: bound, provider, except }: Extract<Clause, { kind: "exclusivity" }>, { catalogue, workloads }: Salvaged, { problem }: Judge): void {
  const work = Object.entries(workloads ?? {}).filter(([name, workload]) => workload.kind === "inference" && workload.class === bound && !except.includes(name));
  if (work.length === 0 || !catalogue?.clouds || Object.values(catalogue.clouds).some(({ party }) => party === provider)) return;
  problem(["agreements", id, "provider"], `${provider} has no cloud in the catalogue, so that ${work.map(([name]) => name).join(", ")} could run nowhere`);
}

function amendment(id: string, clause: Clause, clauses: Readonly<Record<string, Clause>>, { problem, warning }: Judge): void {
  if (clause.supersedes === undefined) return;
  const before = clauses[clause.supersedes];
  if (!before || clause.supersedes === id) return;
  const path = ["agreements", id];
  if (before.kind !== clause.kind) problem([...path, "kind"], `a ${clause.kind} clause cannot supersede ${clause.supersedes}, which is a ${before.kind} clause`);
  const others = Object.keys(clauses);
  const rival = others.slice(0, others.indexOf(id)).find((other) => clauses[other]!.supersedes === clause.supersedes);
  if (rival !== undefined)
    problem([...path, "supersedes"], `${rival} supersedes ${clause.supersedes} already: two amendments of one clause overlap; let this one supersede ${rival}`);
  const first = firstOf(clause, clauses);
  if (clause.from < first.from) problem([...path, "from"], `begins on ${clause.from}, before what it supersedes began on ${first.from}`);
  else if (clause.from <= before.from) warning([...path, "from"], `begins on ${clause.from}, so that ${clause.supersedes} (from ${before.from}) never is in force`);
}

function firstOf(clause: Clause, clauses: Readonly<Record<string, Clause>>): Clause {
  let at = clause;
  for (let count = 0; at.supersedes !== undefined && clauses[at.supersedes] && count < 1000; count++) at = clauses[at.supersedes]!;
  return at;
}
