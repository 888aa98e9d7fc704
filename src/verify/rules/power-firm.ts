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
    "`designFacilityRatio x running IT MW <= grid + firm share x on-site`, each quarter; at a site with N+1 also with any one on-site unit out: less `unit` of one option taken and energized whose source has units; at a site with 2N its feeds stand on two sides, the same in every quarter, and each side alone carries what runs. And never over a power cap in force.",
  check(replay) {
    const findings = none();
    for (const site of replay.sites) {
      for (const quarter of replay.quarters.keys()) firm(findings, replay, site, quarter);
      if (site.site.redundancy === "2N") twoSides(findings, replay, site);
    }
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
  for (const { id: option, source, energized, firm: share, availableMw } of site.redundancy === "N+1" ? options : []) {
    if (source?.unit === undefined || energized > quarter) continue;
    const right = whole - Math.min(source.unit, share * availableMw[quarter]!);
    most(`without a unit of ${option}, `, right, `firm power with one unit of ${option} out is ${megawatts(right)}`);
  }
  for (const [clause, cap] of inForce(programme, "power-cap", lastDays[quarter]!)) {
    if (cap.site === id) most(`${clause}, `, cap.facility, `${clause} caps the site at ${megawatts(cap.facility)}`);
  }
}

/** The split of the feeds under which the weaker side carries most of what runs, or the one that leaves most room where several carry all. */
function twoSides(findings: Findings, { quarters }: Replay, { id, site, options, runningMw }: SiteStand): void {
  const feeds = [...new Set(options.map(feed))];
  const load = quarters.map((_, quarter) => site.designFacilityRatio * runningMw[quarter]!);
  const firmOn = (side: ReadonlySet<string>, quarter: number) =>
    options.reduce((sum, option) => (side.has(feed(option)) ? sum + option.firm * option.availableMw[quarter]! : sum), 0);
  const everything = new Set(feeds);
  const weaker = (side: ReadonlySet<string>, quarter: number) => Math.min(firmOn(side, quarter), firmOn(everything, quarter) - firmOn(side, quarter));
  let best = { side: new Set<string>(), room: Number.NEGATIVE_INFINITY };
  for (let mask = 0; mask < 2 ** feeds.length; mask++) {
    const side = new Set(feeds.filter((_, position) => (mask >> position) % 2 === 1));
    const room = Math.min(...quarters.map((_, quarter) => weaker(side, quarter) - load[quarter]!));
    if (room > best.room) best = { side, room };
  }
  for (const [quarter, name] of quarters.entries()) {
    const [left, right] = [load[quarter]!, weaker(best.side, quarter)];
    atMost(findings, {
      family,
      index: `${id}, either side alone, ${name}`,
      left,
      right,
      unit: "MW facility",
      tolerance: dust(right),
      sentence: () => `What runs at ${id} in ${name} needs ${megawatts(left)} facility on either side alone; the weaker side of its feeds has ${megawatts(right)}.`,
    });
  }
}

function feed({ id, option }: SiteStand["options"][number]): string {
  if (option.feed !== undefined) return option.feed;
  return option.kind === "grid" ? "grid" : id;
}
