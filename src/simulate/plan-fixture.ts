// A plan made by hand for `programmes/neocloud.yaml`: the whole simulation without the planner.

import type { ByQuarter, Decisions, Plan, SiteDecision } from "../plan/plan.ts";
import { load } from "../programme/load.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import { joined } from "../programme/series.ts";
import type { H100e } from "../units/brand.ts";

export const quarters = 12;

/** `read` gives a file of the checkout. */
export function neocloud(read: (path: string) => string): ResolvedProgramme {
  const loaded = load("programmes/neocloud.yaml", read, read("data/catalogue.yaml"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return { programme: loaded.programme, figures: loaded.figures };
}

const nothing = (): number[] => Array.from({ length: quarters }, () => 0);
const site = (decision: Partial<SiteDecision>): SiteDecision => ({
  opened: null,
  options: [],
  starts: {},
  racks: {},
  running: {},
  onsite: {},
  charge: {},
  discharge: {},
  training: {},
  work: {},
  ...decision,
});
const from = (quarter: number, value: (since: number) => number): number[] => nothing().map((_, index) => (index < quarter ? 0 : value(index - quarter)));

/** 300 GB300 racks at Amarillo from 2026-Q3, 200 VR200 at Las Cruces from 2027-Q2; Aurora at Amarillo; api on Azure; nothing at Youngstown. `change` edits the decisions. */
export function handMade({ programme }: ResolvedProgramme, change: (decisions: Decisions) => Decisions = (decisions) => decisions): Plan {
  const h100e = (values: number[]) => values as unknown as ByQuarter<H100e>;
  const api = programme.workloads["api"]!;
  const apiDemand = api.kind === "inference" ? joined(api.demand, programme.calendar) : [];
  const goodput = programme.catalogue.operations.goodput;
  const perRack = 72 * (5000 / 1979);
  const useful = (racks: readonly number[]) => racks.map((end, index) => ((end + (racks[index - 1] ?? 0)) / 2) * perRack * goodput);
  const amarillo = from(2, (since) => Math.min(300, 150 * (since + 1)));
  const lasCruces = from(5, (since) => Math.min(200, 50 * (since + 1)));
  const capacity = useful(amarillo);
  // 6e25 FLOP at 30 % of 5e15 FLOP/s: over the two quarters 2027-Q1 and Q2, 181 days.
  const aurora = 6e25 / (1979e12 * 0.3 * 3600) / (181 * 24);
  const decisions = change({
    sites: {
      amarillo: site({
        options: ["engines", "phase-1"],
        racks: { "gb300-nvl72": amarillo.map((end, index) => end - (amarillo[index - 1] ?? 0)) },
        running: { "gb300-nvl72": amarillo },
        training: { aurora: { "gb300-nvl72": h100e(from(4, (since) => (since < 2 ? aurora : 0))) } },
        work: {
          chat: h100e(capacity.map((all, index) => (index === 4 || index === 5 ? (all - aurora) * 0.7 : all * 0.7))),
          research: h100e(capacity.map((all, index) => (index === 4 || index === 5 ? (all - aurora) * 0.3 : all * 0.3))),
        },
      }),
      "las-cruces": site({
        options: ["grid"],
        racks: { "vr200-nvl72": lasCruces.map((end, index) => end - (lasCruces[index - 1] ?? 0)) },
        running: { "vr200-nvl72": lasCruces },
        work: { chat: h100e(useful(lasCruces).map((all) => all * 2.5)), research: h100e(useful(lasCruces).map((all) => all)) },
      }),
      youngstown: site({}),
    },
    clouds: { azure: { work: { api: h100e(apiDemand) } } },
    notices: [],
    campus: { aurora: "amarillo" },
    calls: {},
    draws: {},
    repayments: {},
  });
  const ladder = { appliedKw: nothing(), energizedKw: nothing(), itReadyKw: nothing(), rackedKw: nothing(), runningKw: nothing(), hallsKw: nothing() };
  return {
    gigasite: 1,
    programme: programme.programme,
    inputs: "",
    calendar: programme.calendar,
    feasible: true,
    decisions,
    derived: {
      sites: Object.fromEntries(
        Object.keys(programme.sites).map((id) => [id, { ...ladder, gridMwh: nothing(), onsiteMwh: nothing(), capexCents: nothing(), opexCents: nothing() }]),
      ),
      compute: { flop: { aurora: decisions.campus["aurora"] === null ? 0 : 6e25 } },
    },
    objective: { total: 0 },
    binding: [],
    relaxations: [],
    conflict: [],
    solver: {},
  } as unknown as Plan;
}
