// Law 1, from the record: jobs are conserved. Submitted = waiting + active + ended, and every one is in one state.

import { ordinal } from "../../src/units/calendar.ts";
import { type History, numbers, words } from "./history.ts";

const h100eFlops = 1979e12;
const close = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));

/** What is wrong with the training runs of a record, in sentences. */
export function brokenJobs({ resolved: { programme }, plan, record }: History): string[] {
  const wrong: string[] = [];
  const column = (name: string) => numbers(record, "trainings", name);
  const ids = words(record, "trainings", "workload");
  const [campus, start, end, flop, wanted] = [words(record, "trainings", "campus"), column("startHour"), column("endHour"), column("flop"), column("wantedFlop")];
  const submitted = Object.entries(plan.decisions.campus).filter(([id, place]) => place !== null && worked(id, place));
  for (const [id, place] of submitted) {
    const rows = ids.filter((other, row) => other === id && campus[row] === place).length;
    if (rows !== 1) wrong.push(`${id} was submitted to ${place} and stands ${rows} times in trainings`);
  }
  let [waiting, active, ended] = [0, 0, 0];
  for (let row = 0; row < ids.length; row++) {
    const state = Number.isNaN(start[row]!) ? "waiting" : Number.isNaN(end[row]!) ? "active" : "ended";
    if (state === "waiting") waiting += 1;
    else if (state === "active") active += 1;
    else ended += 1;
    if (!Number.isNaN(end[row]!) && !(end[row]! >= start[row]!)) wrong.push(`${ids[row]} ended at ${end[row]} h and began at ${start[row]} h`);
    if (state === "waiting" && flop[row] !== 0) wrong.push(`${ids[row]} has done ${flop[row]} FLOP without having begun`);
    const own = programme.sites[campus[row]!] !== undefined;
    if (own && state === "ended" && !close(flop[row]!, wanted[row]!)) wrong.push(`${ids[row]} ended with ${flop[row]} of ${wanted[row]} FLOP`);
    if (own && state === "active" && !(flop[row]! < wanted[row]!)) wrong.push(`${ids[row]} has ${flop[row]} of ${wanted[row]} FLOP and goes on`);
    if (own) wrong.push(...workOf(row));
  }
  const milestones = Object.values(programme.workloads).filter(({ kind }) => kind === "training").length;
  if (waiting + active + ended > milestones || new Set(ids).size !== ids.length) wrong.push(`${milestones} milestones, ${waiting} waiting + ${active} active + ${ended} ended`);
  return wrong;

  function worked(id: string, place: string): boolean {
    const given = programme.sites[place] ? Object.values(plan.decisions.sites[place]!.training[id] ?? {}).flat() : (plan.decisions.clouds[place]?.work[id] ?? []);
    return given.some((h100e) => h100e > 0);
  }

  /** The FLOP of a run are those of the useful compute that work-quarters gives it, and its interruptions are rows of the failures. */
  function workOf(row: number): string[] {
    const id = ids[row]!;
    const workload = programme.workloads[id]!;
    if (workload.kind !== "training") return [`${id} is no training`];
    const kinds = Object.values(programme.catalogue.accelerators).filter(({ peak }) => peak[workload.precision] !== undefined);
    const shares = new Set(
      Object.keys(plan.decisions.sites[campus[row]!]!.training[id] ?? {}).map(
        (kind) => programme.catalogue.accelerators[kind]!.peak[workload.precision]! / programme.catalogue.accelerators[kind]!.peak.fp8,
      ),
    );
    const out: string[] = [];
    const [works, places, useful] = [words(record, "work-quarters", "workload"), words(record, "work-quarters", "place"), numbers(record, "work-quarters", "h100eHours")];
    let hours = 0;
    for (let other = 0; other < works.length; other++) if (works[other] === id && places[other] === campus[row]) hours += useful[other]!;
    if (kinds.length > 0 && shares.size === 1) {
      const done = hours * h100eFlops * [...shares][0]! * workload.mfu * 3600;
      if (!(Math.abs(done - flop[row]!) <= 1e-6 * Math.max(done, flop[row]!))) out.push(`${id} did ${flop[row]} FLOP, its useful compute is ${done} FLOP`);
    }
    const [hit, count] = [words(record, "failures", "workload"), numbers(record, "failures", "count")];
    let failures = 0;
    for (let other = 0; other < hit.length; other++) if (hit[other] === id) failures += count[other]!;
    if (column("interruptions")[row] !== failures) out.push(`${id} was interrupted ${column("interruptions")[row]} times, by ${failures} failures`);
    if (start[row]! < 0 || ordinal(programme.calendar.from) > ordinal(workload.between[1])) out.push(`${id} began outside the calendar`);
    return out;
  }
}
