// Was the holder of a first refusal asked in time before others' new capacity is used, or own capacity built?

import { indexOf } from "../../units/calendar.ts";
import type { ClauseOf } from "../../programme/programme.ts";
import { atMost, type Findings, none } from "../findings.ts";
import { inForce } from "../in-force.ts";
import type { Replay } from "../replay.ts";
import { workOf } from "../replay-compute.ts";
import type { SiteStand } from "../stand.ts";
import { compute, counted, megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

const family = "agreement.first-refusal";

type FirstRefusal = ClauseOf<"first-refusal">;

export const agreementFirstRefusal: Rule = {
  family,
  sentence:
    "New capacity of other clouds is used only `delay` quarters after a notice given while the clause is in force; where it covers own building, so is a building started at a site whose new buildings could be more than `over` together.",
  check(replay) {
    const findings = none();
    for (const [quarter, day] of replay.lastDays.entries()) {
      for (const [id, clause] of inForce(replay.programme, "first-refusal", day)) {
        if (clause.covers.includes("other-clouds")) clouds(findings, replay, id, clause, quarter);
        if (clause.covers.includes("own-building")) ownBuilding(findings, replay, id, clause, quarter);
      }
    }
    notices(findings, replay);
    return findings;
  },
};

function clouds(findings: Findings, replay: Replay, id: string, clause: FirstRefusal, quarter: number): void {
  const name = replay.quarters[quarter]!;
  for (const [cloud, { party, existing }] of Object.entries(replay.programme.catalogue.clouds)) {
    const decision = replay.plan.decisions.clouds[cloud];
    if (party === clause.holder || existing || !decision || asked(replay, id, clause, cloud, quarter)) continue;
    const bought = Object.keys(decision.work).reduce((sum, workload) => sum + workOf(decision, workload, quarter), 0);
    atMost(findings, {
      family,
      index: `${id}, ${cloud}, ${name}`,
      left: bought,
      right: 0,
      unit: "H100e",
      tolerance: 0,
      sentence: () => `${compute(bought)} of new capacity would be used at ${cloud} in ${name}; ${asksFor(id, clause)}.`,
    });
  }
}

function ownBuilding(findings: Findings, replay: Replay, id: string, clause: FirstRefusal, quarter: number): void {
  const name = replay.quarters[quarter]!;
  for (const site of replay.sites) {
    const possible = possibleMw(replay, site);
    if (possible <= (clause.over ?? 0) || asked(replay, id, clause, site.id, quarter)) continue;
    const started = Object.values(site.decision.starts).reduce((sum, starts) => sum + starts[quarter]!, 0);
    atMost(findings, {
      family,
      index: `${id}, ${site.id}, ${name}`,
      left: started,
      right: 0,
      unit: "building",
      tolerance: 0,
      sentence: () => `${counted(started, "building")} would start in ${name} at ${site.id}, which could grow by ${megawatts(possible)} IT; ${asksFor(id, clause)}.`,
    });
  }
}

/** IT MW of all the buildings that a site's land still takes beside those already built. */
function possibleMw({ programme }: Replay, { site }: SiteStand): number {
  let mw = 0;
  for (const [building, most] of Object.entries(site.buildings)) {
    const built = site.built.reduce((sum, cohort) => (cohort.building === building ? sum + cohort.count : sum), 0);
    mw += (most - built) * programme.catalogue.buildings[building]!.it;
  }
  return mw;
}

/** Whether notice was given for a cloud or a site, in the clause's time and early enough for a quarter. */
function asked({ plan, calendar, programme, lastDays }: Replay, id: string, { delay }: FirstRefusal, place: string, quarter: number): boolean {
  return plan.decisions.notices.some((notice) => {
    if (notice.clause !== id || (notice.site ?? notice.cloud) !== place) return false;
    const given = indexOf(calendar, notice.quarter);
    return given >= 0 && given + delay <= quarter && inForce(programme, "first-refusal", lastDays[given]!).some(([name]) => name === id);
  });
}

function asksFor(id: string, { holder, delay }: FirstRefusal): string {
  return `${id} asks for a notice to ${holder} at least ${delay} quarter${delay === 1 ? "" : "s"} before`;
}

/** A notice that counts for nothing is refused: outside the clause's time, or of what it does not cover. */
function notices(findings: Findings, { plan, calendar, programme, lastDays }: Replay): void {
  for (const { clause, cloud, site, quarter } of plan.decisions.notices) {
    const given = indexOf(calendar, quarter);
    const terms = given >= 0 && given < lastDays.length ? inForce(programme, "first-refusal", lastDays[given]!).find(([id]) => id === clause)?.[1] : undefined;
    const covered = terms === undefined || terms.covers.includes(site === undefined ? "other-clouds" : "own-building");
    atMost(findings, {
      family,
      index: `${clause}, ${site ?? cloud}, notice ${quarter}`,
      left: terms !== undefined && covered ? 0 : 1,
      right: 0,
      unit: "notice",
      tolerance: 0,
      sentence: () =>
        `A notice for ${site ?? cloud} under ${clause} in ${quarter} counts for nothing: ${covered ? "the clause is not in force on that quarter's last day" : `it does not cover ${site === undefined ? "other clouds" : "own building"}`}.`,
    });
  }
}
