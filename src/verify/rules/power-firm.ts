// Can firm power carry everything that runs, at the ratio the interconnection is sized by, and with a unit out?

import { atMost, type Findings, none } from "../findings.ts";
import { inForce } from "../in-force.ts";
import type { Replay } from "../replay.ts";
import type { SiteStand } from "../stand.ts";
import { dust } from "../tolerance.ts";
import { megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

const family = "power.firm";

export const powerFirm: Rule = {
  family,
  sentence:
    "`designFacilityRatio x running IT MW <= grid + firm share x on-site`, each quarter; at a site with N+1 or 2N also with any one on-site unit out: less `unit` of one option taken and energized whose source has units. And never over a power cap in force.",
  check(replay) {
    const findings = none();
    for (const site of replay.sites) for (const quarter of replay.quarters.keys()) firm(findings, replay, site, quarter);
    return findings;
  },
};

function firm(findings: Findings, { programme, quarters, lastDays }: Replay, { id, site, options, runningMw, gridMw, firmOnsiteMw }: SiteStand, quarter: number): void {
  const name = quarters[quarter]!;
  const left = site.designFacilityRatio * runningMw[quarter]!;
  const needs = `What runs at ${id} in ${name} needs ${megawatts(left)} facility`;
  const most = (what: string, right: number, words: string) =>
    atMost(findings, { family, index: `${id}, ${what}${name}`, left, right, unit: "MW facility", tolerance: dust(right), sentence: () => `${needs}; ${words}.` });
  const whole = gridMw[quarter]! + firmOnsiteMw[quarter]!;
  most("", whole, `firm power is ${megawatts(whole)}`);
  for (const { id: option, source, energized, firm: share, availableMw } of site.redundancy === "N" ? [] : options) {
    if (source?.unit === undefined || energized > quarter) continue;
    const right = whole - Math.min(source.unit, share * availableMw[quarter]!);
    most(`without a unit of ${option}, `, right, `firm power with one unit of ${option} out is ${megawatts(right)}`);
  }
  for (const [clause, cap] of inForce(programme, "power-cap", lastDays[quarter]!)) {
    if (cap.site === id) most(`${clause}, `, cap.facility, `${clause} caps the site at ${megawatts(cap.facility)}`);
  }
}
