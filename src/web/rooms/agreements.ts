// The fifth room: which clauses hold, what they cost, and each party's statement with every line's way back.

import { takeOrPay } from "../../report/charts/take-or-pay.ts";
import { decimal, escape, exact } from "../../report/format.ts";
import type { EntryView, StatementView } from "../../report/view/statements.ts";
import type { PageView } from "../../report/view.ts";
import { confidenceMark, empty, number, panel } from "../html.ts";
import { columns, type State } from "../state.ts";

export function agreementsRoom(view: PageView, state: State): string {
  const wide = columns(state.width);
  const t = state.quarter;
  const burns = view.commitments.map((commitment) =>
    panel(state, {
      id: `top-${commitment.clause}`,
      title: `Take-or-pay: ${commitment.payer} to ${commitment.payee}`,
      caption: `USD left of the year’s commitment; spend ${commitment.recorded ? "as simulated" : "as planned"}`,
      chart: takeOrPay(commitment, view.quarters, t, view.now, wide.half, 210),
      sheet: {
        columns: [{ name: "year", text: true }, { name: "commitment, USD" }, { name: "spent, USD" }, { name: "shortfall, USD" }],
        rows: commitment.years.map((year) => [
          { text: String(year.year) },
          { text: decimal(year.commitment), at: `programme:agreements.${commitment.clause}.spend` },
          {
            text: decimal(view.quarters.reduce((sum, quarter, q) => sum + (quarter.startsWith(String(year.year)) ? (commitment.spend[q] ?? 0) : 0), 0)),
            at: `plan:derived.money.clouds.${commitment.cloud}`,
          },
          { text: decimal(year.shortfall), at: year.shortfallAt },
        ]),
      },
    }),
  );
  return `<h2 class="sentence">${agreementsHeadline(view, t)}</h2><p class="standfirst">${agreementsStandfirst(view, state)}</p>${statements(view, state)}<div class="half">${clauseList(view, t)}${burns.length > 0 ? `<div class="stack">${burns.join("")}</div>` : ""}</div>`;
}

export function agreementsHeadline(view: PageView, t: number): string {
  const live = view.clauses.filter((clause) => clause.inForce[t]).length;
  if (view.clauses.length === 0) return "No agreement binds this programme.";
  const before = t > 0 ? view.clauses.filter((clause) => clause.inForce[t] !== clause.inForce[t - 1]) : [];
  const change = before.length > 0 ? ` ${before.length === 1 ? "One changes" : `${inWords(before.length)} change`} in this quarter.` : "";
  return `${live === 1 ? "One clause is" : `${inWords(live)} clauses are`} in force at the end of ${view.quarters[t]}.${change}`;
}

function agreementsStandfirst(view: PageView, state: State): string {
  const next = view.quarters.findIndex((_, q) => q > state.quarter && view.clauses.some((clause) => clause.inForce[q] !== clause.inForce[q - 1]));
  const when =
    next === -1
      ? "No clause begins or ends after it within the calendar."
      : `The next change comes in ${view.quarters[next]}: ${escape(
          view.clauses
            .filter((clause) => clause.inForce[next] !== clause.inForce[next - 1])
            .map((clause) => `${clause.id.replaceAll("-", " ")} ${clause.inForce[next] ? "begins" : "ends"}`)
            .join(", "),
        )}.`;
  return `${when}${view.settled ? ` <em>Statements as of ${view.settled.asOf}; only what was known on that day.</em>` : ""}`;
}

/** The parties that have a statement: the company, its customer, then the others in the order of their first. */
export function partiesOf(view: PageView): { party: string; name: string }[] {
  const seen = new Map<string, string>();
  for (const statement of view.settled?.statements ?? []) if (!seen.has(statement.party)) seen.set(statement.party, statement.name);
  const rank = (name: string): number => (name === view.company ? 0 : name === view.customer ? 1 : 2);
  return [...seen].map(([party, name]) => ({ party, name })).toSorted((a, b) => rank(a.name) - rank(b.name));
}

export function statementOf(view: PageView, state: State): StatementView | undefined {
  return view.settled?.statements.find((statement) => statement.party === state.party && statement.quarter === view.quarters[state.quarter]);
}

function statements(view: PageView, state: State): string {
  const { settled } = view;
  if (!settled)
    return `<section class="panel" style="margin-top:34px"><header><h3>Statements</h3></header>${empty("Nothing is settled yet.", "<code>gigasite settle</code> makes the ledger and a statement for each party and quarter.")}</section>`;
  const picks = partiesOf(view)
    .map(({ party, name }) => `<button data-party="${party}" data-key="party:${party}" aria-pressed="${party === state.party}">${escape(shortName(name))}</button>`)
    .join("");
  const statement = statementOf(view, state);
  const quarter = view.quarters[state.quarter]!;
  const title = `<header><h3>Statement ${quarter}${statement ? `, ${escape(shortName(statement.name))}` : ""}</h3><span class="caption">USD, exact to the cent; positive is received; choose a line to walk back to its clause</span></header>`;
  if (!statement || statement.lines.length === 0)
    return `<section class="panel" style="margin-top:34px">${title}<div class="picks">${picks}</div>${empty(`Nothing passes through ${escape(partiesOf(view).find((entry) => entry.party === state.party)?.name ?? state.party)} in ${quarter}.`, "Another quarter or party has lines.")}</section>`;
  const chosen = Math.min(state.line, statement.lines.length - 1);
  const rows = statement.lines
    .map(([position, counterparty, amount], index) => {
      const entry = settled.ledger[position];
      return `<tr${/[1-9]/.test(amount) ? "" : ' class="off"'} data-line="${index}" data-key="line:${index}" tabindex="0" aria-selected="${index === chosen}"><td>${escape(entry?.[3] ?? "")}<small>${escape(shortName(partyName(view, counterparty)))}</small></td><td>${escape(view.clauses.find((clause) => clause.id === entry?.[2])?.kind ?? entry?.[2] ?? "")}</td><td>${escape(shortName(partyName(view, counterparty)))}</td><td class="r">${exact(amount)}</td></tr>`;
    })
    .join("");
  const sums = `<tr class="sum"><td colspan="3">Received ${exact(statement.received)}, paid ${exact(statement.paid)}; net</td><td class="r">${exact(statement.net)}</td></tr>`;
  return `<section class="panel" style="margin-top:34px" data-key="panel:statement">${title}<div class="picks">${picks}</div><div class="pair" style="margin-top:0"><div class="scroll" style="margin-top:0;max-height:560px"><table class="lines"><thead><tr><th>Line</th><th>Clause</th><th>With</th><th class="r">USD</th></tr></thead><tbody>${rows}${sums}</tbody></table></div>${wayBack(view, statement, chosen, settled.ledger)}</div></section>`;
}

/** Amount, rule, quantities, clause, source: how a line came to be. */
function wayBack(view: PageView, statement: StatementView, index: number, ledger: readonly EntryView[]): string {
  const [position, , amount, own] = statement.lines[index]!;
  const entry = ledger[position];
  if (!entry) return "";
  const [id, date, clauseId, , rule, quantities] = entry;
  const clause = view.clauses.find((candidate) => candidate.id === clauseId);
  const list = quantities
    .map(([value, unit, of, address]) => `<div>${number(`${grouped(value)} ${unit}`, addressOf(address))} <span class="caption">${escape(of)}</span></div>`)
    .join("");
  const words = clause
    ? `<li><small>clause ${escape(clause.id)}, in force ${clause.from} ${clause.until ? `to ${clause.until}` : "until further notice"}${clause.supersedes ? `, in place of ${escape(clause.supersedes)}` : ""}</small><q>${escape(clause.says)}</q></li><li><small>source</small>${confidenceMark((clause.confidence || "") as never)} ${escape(clause.source || "the programme file, as its own choice")}</li>`
    : `<li><small>no clause</small>${escape(noClause[clauseId] ?? "The programme’s own flow.")}</li>`;
  return `<div><header class="caption" style="margin-bottom:8px">The way back: amount, rule, quantities, clause, source</header><ul class="way"><li><small>amount, booked ${date}</small><span class="amount">${exact(amount)} USD</span></li><li><small>rule</small>${escape((own || rule).replaceAll(" x ", " × "))}</li>${list ? `<li><small>quantities</small>${list}</li>` : ""}${words}<li><small>ledger entry</small>${number(id, `ledger:${id}`)}</li></ul></div>`;
}

const noClause: Readonly<Record<string, string>> = {
  capital: "A capital call or a debt flow of the programme’s capital.",
  plan: "A cost that the plan decides: land, buildings, power, racks.",
  tariff: "A price of the programme: what the workload earns, the cloud’s price or the site’s tariff.",
};

/** Quantities may address the record, the plan or the programme; a bare path is the plan's. */
function addressOf(address: string): string {
  return /^(record|plan|programme|ledger|certificate|calendar):/.test(address) ? address : /^(decisions|derived|objective)\b/.test(address) ? `plan:${address}` : `file:${address}`;
}

function grouped(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? decimal(Number(value), Math.min(3, value.split(".")[1]?.length ?? 0)) : value;
}

function clauseList(view: PageView, t: number): string {
  const rows = view.clauses
    .map(
      (clause) =>
        `<div id="clause-${clause.id}" class="${clause.inForce[t] ? "" : "off"}"><div><b>${escape(clause.kind)}</b><br><span>${escape(clause.id)}</span></div><div>${escape(clause.says)}</div><span>${clause.from} ${clause.until ? `to ${clause.until}` : "until further notice"}<br>${clause.inForce[t] ? "in force" : clause.from > lastDayOf(view.quarters[t]!) ? "not yet" : "no longer"}</span></div>`,
    )
    .join("");
  return `<section class="panel"><header><h3>Clauses</h3><span class="caption">in force at the end of ${view.quarters[t]}, the others greyed</span></header><div class="clauses">${rows || empty("No clause.", "Add one under <code>agreements</code>.")}</div></section>`;
}

/** Whole numbers up to twelve as words, for the start of a sentence. */
function inWords(count: number): string {
  return ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"][count] ?? decimal(count);
}

function partyName(view: PageView, id: string): string {
  return view.parties[id] ?? view.settled?.statements.find((statement) => statement.party === id)?.name ?? id;
}

/** Without what stands in brackets: "utilities (not named in the programme)" is utilities. */
function shortName(name: string): string {
  return name.replace(/ \(.*\)$/, "");
}

function lastDayOf(quarter: string): string {
  return `${quarter.slice(0, 4)}-${["03-31", "06-30", "09-30", "12-31"][Number(quarter.slice(6)) - 1]}`;
}
