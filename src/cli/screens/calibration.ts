// What has the record taught the planner, and does the next plan come out as simulated? Planned against simulated, before and after each round.

import type { Lesson, Lessons } from "../../sweep/lessons.ts";
import { number, percent, table } from "../table.ts";

export function calibrationScreen(rounds: readonly Lessons[]): string {
  const [before, after] = [rounds[0]!, rounds.at(-1)!];
  const share = (value: number) => percent(value, 2);
  const ratio = (value: number) => number(value, 4);
  const row = (title: string, write: (value: number) => string, one?: Lesson, other?: Lesson) => [
    title,
    ...[one, other].flatMap((lesson) => (lesson ? [write(lesson.planned), write(lesson.simulated)] : ["-", "-"])),
  ];
  const both = <Key extends "milestones" | "pue">(key: Key) => [...new Set([...Object.keys(before[key]), ...Object.keys(after[key])])];
  const rows = [
    row("usual goodput", share, before.goodput, after.goodput),
    ...both("milestones").map((id) => row(`goodput of ${id}`, share, before.milestones[id], after.milestones[id])),
    ...both("pue").map((id) => row(`PUE of ${id}`, ratio, before.pue[id], after.pue[id])),
    row("useful compute, M H100e-hours", (value) => number(value / 1e6, 1), before.useful, after.useful),
    row("facility energy, GWh", (value) => number(value / 1e3, 1), before.facilityMwh, after.facilityMwh),
  ];
  const ends = both("milestones").map((id) => [
    id,
    ...[before, after].flatMap(({ milestones }) => [milestones[id]?.plannedQuarter ?? "-", milestones[id] ? (milestones[id].done ?? "not done") : "-"]),
  ]);
  const steps = rounds.map((lessons, round) => [round === 0 ? "the record given" : `round ${round}`, ...differences(lessons).map((difference) => percent(difference, 2))]);
  return [
    table(["", "before: planned", "simulated", "after: planned", "simulated"], rows),
    ...(ends.length > 0 ? [table(["milestone", "before: planned", "done", "after: planned", "done"], ends)] : []),
    table(["largest difference of", "usual goodput", "milestones' goodput", "PUE", "useful compute", "facility energy"], steps),
  ].join("\n");
}

/** How far simulated is from planned, over planned: usual goodput, the worst milestone's, the worst site's PUE, useful compute, facility energy. */
function differences({ goodput, milestones, pue, useful, facilityMwh }: Lessons): number[] {
  const off = ({ planned, simulated }: Lesson) => (planned === 0 ? 0 : Math.abs(simulated - planned) / planned);
  return [off(goodput), Math.max(0, ...Object.values(milestones).map(off)), Math.max(0, ...Object.values(pue).map(off)), off(useful), off(facilityMwh)];
}
