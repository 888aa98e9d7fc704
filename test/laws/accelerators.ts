// Law 2, from the record: accelerators are conserved, whole. What is installed is what was bought, and dark, down, free and allocated are parts of it.

import { retiredIn } from "../../src/plan/plan.ts";
import { hoursIn, indexOf } from "../../src/units/calendar.ts";
import type { Quarter } from "../../src/units/brand.ts";
import { type History, numbers, words } from "./history.ts";

const h100eFlops = 1979e12;
const rungs = ["installedH100eHours", "poweredH100eHours", "allocatedH100eHours", "runningH100eHours", "usefulH100eHours"] as const;

/** What is wrong with the accelerators of a record, in sentences. */
export function brokenAccelerators({ resolved: { programme }, plan, record }: History): string[] {
  const wrong: string[] = [];
  const [sites, quarters] = [words(record, "site-quarters", "site"), words(record, "site-quarters", "quarter") as readonly Quarter[]];
  const columns = rungs.map((name) => numbers(record, "site-quarters", name));
  for (let row = 0; row < sites.length; row++) {
    const [site, quarter] = [sites[row]!, quarters[row]!];
    const t = indexOf(programme.calendar, quarter);
    let bought = 0;
    for (const [kind, { packagesPerRack, peak }] of Object.entries(programme.catalogue.accelerators))
      bought += ((standing(site, kind, t - 1) + standing(site, kind, t)) / 2) * packagesPerRack * ((peak.fp8 * 1e12) / h100eFlops) * hoursIn(quarter);
    const size = Math.max(1, bought);
    if (Math.abs(columns[0]![row]! - bought) > 1e-9 * size) wrong.push(`${site} ${quarter}: ${columns[0]![row]} H100e-hours installed, ${bought} were bought`);
    for (let rung = 1; rung < rungs.length; rung++)
      if (!(columns[rung]![row]! <= columns[rung - 1]![row]! + 1e-9 * size) || columns[rung]![row]! < 0)
        wrong.push(`${site} ${quarter}: ${columns[rung]![row]} ${rungs[rung]} of ${columns[rung - 1]![row]} ${rungs[rung - 1]}`);
  }
  wrong.push(...brokenRepairs(), ...brokenLoads());
  return wrong;

  /** Racks in the halls at a quarter's end; before the calendar for -1. */
  function standing(site: string, kind: string, t: number): number {
    const decision = plan.decisions.sites[site]!;
    let racks = programme.sites[site]!.racks.filter(({ accelerator }) => accelerator === kind).reduce((sum, entry) => sum + entry.racks, 0);
    for (let at = 0; at <= t; at++) racks += (decision.racks[kind]?.[at] ?? 0) - retiredIn(decision, kind, at);
    return racks;
  }

  function mostPackages(site: string, kind: string): number {
    return Math.max(...Array.from({ length: programme.calendar.quarters + 1 }, (_, at) => standing(site, kind, at - 1))) * programme.catalogue.accelerators[kind]!.packagesPerRack;
  }

  /** What a failure takes out is whole, at most its scope, and together never more than ever stood. */
  function brokenRepairs(): string[] {
    const out: string[] = [];
    const text = (name: string) => words(record, "failures", name);
    const number = (name: string) => numbers(record, "failures", name);
    const [places, kinds, scopes] = [text("site"), text("accelerator"), text("scope")];
    const [hour, count, packages, repair] = [number("hour"), number("count"), number("packages"), number("repairHours")];
    const down = new Map<string, { readonly back: number; readonly packages: number }[]>();
    const rows = Array.from(places.keys()).toSorted((one, other) => hour[one]! - hour[other]!);
    for (const row of rows) {
      const kind = programme.catalogue.accelerators[kinds[row]!]!;
      const each = { job: 0, tray: kind.packagesPerTray ?? kind.packagesPerRack, rack: kind.packagesPerRack, rail: kind.domain }[scopes[row] as "job" | "tray" | "rack" | "rail"];
      if (!Number.isInteger(packages[row]!) || !(packages[row]! >= 0 && packages[row]! <= each * count[row]!))
        out.push(`${places[row]} hour ${hour[row]}: ${count[row]} failures of scope ${scopes[row]} took out ${packages[row]} accelerators`);
      const key = `${places[row]} ${kinds[row]}`;
      const inRepair = [...(down.get(key) ?? []).filter(({ back }) => back > hour[row]!), { back: hour[row]! + repair[row]!, packages: packages[row]! }];
      down.set(key, inRepair);
      const all = inRepair.reduce((sum, one) => sum + one.packages, 0);
      if (all > mostPackages(places[row]!, kinds[row]!)) out.push(`${key} hour ${hour[row]}: ${all} accelerators in repair of ${mostPackages(places[row]!, kinds[row]!)}`);
    }
    const [ids, campus, atEnd] = [words(record, "trainings", "workload"), words(record, "trainings", "campus"), numbers(record, "trainings", "packages")];
    for (let row = 0; row < ids.length; row++) {
      if (!programme.sites[campus[row]!]) continue;
      const most = Object.keys(programme.catalogue.accelerators).reduce((sum, kind) => sum + mostPackages(campus[row]!, kind), 0);
      if (!Number.isInteger(atEnd[row]!) || atEnd[row]! < 0 || atEnd[row]! > most) out.push(`${ids[row]} has ${atEnd[row]} of ${most} accelerators`);
    }
    return out;
  }

  /** No accelerator draws more than its IT power: the load of an hour is that of at most all that ever stood. */
  function brokenLoads(): string[] {
    const [places, itMw] = [words(record, "hourly", "site"), numbers(record, "hourly", "itMw")];
    const most = new Map(
      [...new Set(places)].map((site) => [
        site,
        Object.entries(programme.catalogue.accelerators).reduce((sum, [kind, { rackIt, packagesPerRack }]) => sum + (mostPackages(site, kind) / packagesPerRack) * rackIt, 0),
      ]),
    );
    for (let row = 0; row < places.length; row++)
      if (!(itMw[row]! <= most.get(places[row]!)! * (1 + 1e-9) && itMw[row]! >= 0)) return [`${places[row]}: ${itMw[row]} MW IT of racks of ${most.get(places[row]!)} MW`];
    return [];
  }
}
