// The third room: what is spent, who pays for it, and how thin cash becomes.

import { callsHeight, capitalCalls } from "../../report/charts/calls.ts";
import { cashAndDebt } from "../../report/charts/cash.ts";
import { sourcesAndUses } from "../../report/charts/sources-uses.ts";
import { spendCurve } from "../../report/charts/spend.ts";
import { decimal, dollars } from "../../report/format.ts";
import type { PageView } from "../../report/view.ts";
import { empty, number, panel, type Sheet } from "../html.ts";
import { columns, type State } from "../state.ts";

export function moneyRoom(view: PageView, state: State): string {
  const wide = columns(state.width);
  const { money, quarters, now } = view;
  const t = state.quarter;
  const spend = panel(state, {
    id: "spend",
    title: "Cumulative capital spending",
    caption: "USD, quarter’s end, nominal",
    chart: spendCurve(money, quarters, t, now, wide.seven, wide.phone ? 250 : 330),
    sheet: spendSheet(view, t),
  });
  const both = panel(state, {
    id: "sources-uses",
    title: "Sources and uses",
    caption: `USD, start to ${quarters[t]}`,
    chart: sourcesAndUses(money, quarters, t, wide.five, 330),
    sheet: {
      columns: [{ name: "side", text: true }, { name: "item", text: true }, { name: "USD" }],
      rows: (["sources", "uses"] as const).flatMap((side) =>
        money[side].map((stack) => [{ text: side }, { text: stack.name }, { text: decimal(stack.sum[t] ?? 0), at: stack.address }]),
      ),
    },
    note: money.settled ? "From the settled ledger: equal to the cent in every quarter." : "From the plan; the ledger settles it to the cent.",
  });
  const calls = panel(state, {
    id: "calls",
    title: "Capital calls",
    caption: `USD a quarter; solid to ${quarters[t]}, outline to come`,
    chart:
      money.investors.length > 0 && callsHeight(money.investors.length) > 0
        ? capitalCalls(money, quarters, t, now, wide.seven)
        : empty("No investor has signed.", "Add one under <code>capital.equity</code>."),
    sheet: {
      columns: [{ name: "quarter", text: true }, ...money.investors.map((investor) => ({ name: `${investor.name}, USD` }))],
      rows: quarters.map((quarter, q) => [
        { text: quarter },
        ...money.investors.map((investor) => ({ text: decimal(investor.calls[q] ?? 0), at: `plan:decisions.calls.${investor.id}[${q}]` })),
      ]),
      now: t,
    },
  });
  const cash = panel(state, {
    id: "cash",
    title: "Cash and debt",
    caption: "USD, quarter’s end",
    chart: cashAndDebt(money, quarters, t, now, wide.five, wide.phone ? 260 : 320),
    sheet: {
      columns: [{ name: "quarter", text: true }, { name: "cash, USD" }, ...money.debts.map((debt) => ({ name: `${debt.lender}, USD` }))],
      rows: quarters.map((quarter, q) => [
        { text: quarter },
        { text: decimal(money.cash[q] ?? 0), at: `plan:derived.money.cash[${q}]` },
        ...money.debts.map((debt) => ({ text: decimal(debt.debt[q] ?? 0), at: `plan:derived.money.debt.${debt.id}[${q}]` })),
      ]),
      now: t,
    },
  });
  return `<h2 class="sentence">${moneyHeadline(view, t)}</h2><p class="standfirst">${moneyStandfirst(view)}</p><div class="pair">${spend}${both}</div><div class="pair">${calls}${cash}</div>`;
}

export function moneyHeadline(view: PageView, t: number): string {
  const spent = view.money.capex.reduce((sum, kind) => sum + (kind.sum[t] ?? 0), 0);
  const called = view.money.investors.reduce((sum, investor) => sum + investor.calls.slice(0, t + 1).reduce((total, call) => total + call, 0), 0);
  const drawn = view.money.debts.reduce((sum, debt) => sum + debt.draws.slice(0, t + 1).reduce((total, draw) => total + draw, 0), 0);
  const past = t + 1 <= view.now;
  if (spent === 0) return `By ${view.quarters[t]}, nothing ${past ? "was" : "is"} spent.`;
  return `By ${view.quarters[t]}, ${dollars(spent)} ${past ? "was" : "is"} spent: ${dollars(called)} called, ${dollars(drawn)} drawn.`;
}

function moneyStandfirst(view: PageView): string {
  const { money } = view;
  const thin = money.cash.reduce((best, value, t) => (value < (money.cash[best] ?? Infinity) ? t : best), 0);
  const spare = (money.cash[thin] ?? 0) - money.floor;
  const floor = money.floor <= 0 ? "" : Math.abs(spare) < 1 ? ", exactly its floor" : `, ${dollars(Math.abs(spare))} ${spare > 0 ? "above" : "below"} its floor`;
  const rest =
    money.toBeRaised > 0
      ? ` ${number(dollars(money.toBeRaised), "plan:derived.money.toBeRaisedCents")} is still to be raised: nobody has signed for it.`
      : " Announced investors and lenders cover all of it.";
  return `Cash is thinnest in ${view.quarters[thin]}: ${number(dollars(money.cash[thin] ?? 0), `plan:derived.money.cash[${thin}]`)}${floor}.${rest} <em>Nominal USD, ${view.company}’s books.</em>`;
}

function spendSheet(view: PageView, t: number): Sheet {
  return {
    columns: [{ name: "quarter", text: true }, ...view.money.capex.map((kind) => ({ name: `${kind.name}, USD` })), { name: "called and drawn, USD" }],
    rows: view.quarters.map((quarter, q) => [
      { text: quarter },
      ...view.money.capex.map((kind) => ({ text: decimal(kind.sum[q] ?? 0), at: `${kind.address}[0..${q}]` })),
      { text: decimal(view.money.raised[q] ?? 0), at: "plan:decisions.calls" },
    ]),
    now: t,
  };
}
