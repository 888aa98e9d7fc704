// Law 11, from the record: demand = served at own sites + on clouds + unserved, every hour, per workload; and the quarters say what the hours sum to.

import { joined } from "../../src/programme/series.ts";
import { addDays, firstDay, indexOf, quarterOfDay } from "../../src/units/calendar.ts";
import { type History, numbers, words } from "./history.ts";

/** What is wrong with who served what, in sentences. */
export function brokenDemand({ resolved: { programme }, plan, record }: History): string[] {
  const wrong: string[] = [];
  const column = (name: string) => numbers(record, "serving", name);
  const ids = words(record, "serving", "workload");
  const [hours, demand, own, clouds, unserved] = [column("hour"), column("demand"), column("own"), column("clouds"), column("unserved")];
  const first = firstDay(programme.calendar.from);
  const sums = new Map<string, { own: number; clouds: number; unserved: number; demand: number; hours: number }>();
  let [day, quarter] = [-1, ""];
  for (let row = 0; row < ids.length && wrong.length < 5; row++) {
    const where = `${ids[row]} hour ${hours[row]}`;
    const off = demand[row]! - own[row]! - clouds[row]! - unserved[row]!;
    if (!(Math.abs(off) <= 1e-9 * Math.max(demand[row]!, 1))) wrong.push(`${where}: demand ${demand[row]}, own ${own[row]} + clouds ${clouds[row]} + unserved ${unserved[row]}`);
    if (!(demand[row]! >= 0 && own[row]! >= 0 && clouds[row]! >= 0 && unserved[row]! >= 0)) wrong.push(`${where}: a part is negative`);
    const today = Math.floor(hours[row]! / 24);
    if (today !== day) [day, quarter] = [today, quarterOfDay(addDays(first, today))];
    const key = `${ids[row]} ${quarter}`;
    const sum = sums.get(key) ?? { own: 0, clouds: 0, unserved: 0, demand: 0, hours: 0 };
    sum.own += own[row]!;
    sum.clouds += clouds[row]!;
    sum.unserved += unserved[row]!;
    sum.demand += demand[row]!;
    sum.hours += 1;
    sums.set(key, sum);
  }
  const near = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1, one, other);
  const inference = Object.entries(programme.workloads).filter(([, { kind }]) => kind === "inference");
  const length = sumOfHours();
  if (ids.length !== inference.length * length) wrong.push(`${ids.length} rows for ${inference.length} workloads of ${length} hours`);
  for (const [id, workload] of inference) {
    if (workload.kind !== "inference") continue;
    const wanted = joined(workload.demand, programme.calendar);
    for (const [key, sum] of sums) {
      const [of, name] = key.split(" ") as [string, string];
      if (of !== id) continue;
      const t = indexOf(programme.calendar, name as never);
      if (!near(sum.demand / sum.hours, wanted[t]!)) wrong.push(`${key}: mean demand ${sum.demand / sum.hours}, the programme asks for ${wanted[t]}`);
      const bought = Object.values(plan.decisions.clouds).reduce((all, { work }) => all + (work[id]?.[t] ?? 0), 0);
      if (!near(sum.clouds / sum.hours, Math.min(bought, wanted[t]!))) wrong.push(`${key}: clouds gave ${sum.clouds / sum.hours}, the plan buys ${bought}`);
      const [atOwn, left] = [placed(id, name, (place) => programme.sites[place] !== undefined), placed(id, name, (place) => place === "unserved")];
      if (!near(atOwn, sum.own)) wrong.push(`${key}: own sites gave ${sum.own} H100e-hours, by place ${atOwn}`);
      if (!near(left, sum.unserved)) wrong.push(`${key}: ${sum.unserved} H100e-hours unserved, work-quarters says ${left}`);
    }
  }
  return wrong;

  function sumOfHours(): number {
    let all = 0;
    for (const hour of new Set(Array.from(hours))) all = Math.max(all, hour + 1);
    return all;
  }

  function placed(id: string, name: string, here: (place: string) => boolean): number {
    const [works, places, quarters, useful] = [
      words(record, "work-quarters", "workload"),
      words(record, "work-quarters", "place"),
      words(record, "work-quarters", "quarter"),
      numbers(record, "work-quarters", "h100eHours"),
    ];
    let sum = 0;
    for (let row = 0; row < works.length; row++) if (works[row] === id && quarters[row] === name && here(places[row]!)) sum += useful[row]!;
    return sum;
  }
}
