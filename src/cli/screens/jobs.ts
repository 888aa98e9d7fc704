// What does a reader need to see of simulated jobs? How many are done, how long they waited, what the fleet did, what broke, what it cost.

import type { Quantiles } from "../../simulate/jobs/summary.ts";
import type { JobsRecord } from "../jobs-record.ts";
import { dollars, number, percent, table } from "../table.ts";

export function jobsScreen({ summary, energy, ...record }: JobsRecord): string {
  const row = (name: string, { p50, p90, p99, mean }: Quantiles, show: (value: number) => string) => [name, ...[p50, p90, p99, mean].map(show)];
  const { waterfall } = summary;
  const share = (hours: number) => (waterfall.installed === 0 ? "-" : percent(hours / waterfall.installed));
  const steps = Object.entries(waterfall).map(([step, hours]) => [step, number(hours, hours < 1000 ? 1 : 0), share(hours)]);
  const failures = Object.entries(summary.failures).toSorted(([, one], [, other]) => other - one);
  const tenants = Object.entries(summary.tenants).toSorted(([, one], [, other]) => other.acceleratorHours - one.acceleratorHours);
  const shown = tenants.slice(0, most);
  const money = (usd: number | null) => (usd === null ? "-" : dollars(usd));
  return [
    `${number(summary.submitted)} jobs on ${number(record.accelerators)} accelerators over ${duration(summary.seconds)}, policy ${record.policy.join("+")}, seed ${record.seed}: ${number(summary.done)} done${counted(record.running, "running")}${counted(record.waiting, "waiting")}${counted(summary.abandoned.length, "given up (they failed again and again before any work was saved)")}${counted(summary.refused, "refused (no place can hold them)")}${counted(record.unknownRunTimes, "of unknown run time, which end as they start")}`,
    table(
      ["", "P50", "P90", "P99", "mean"],
      [
        row("completion time", summary.completionSeconds, duration),
        row("wait", summary.waitSeconds, duration),
        row("bounded slowdown", summary.slowdown, (value) => number(value, 2)),
      ],
    ),
    `  utilisation ${share0(summary.utilisation)}, goodput ${share0(summary.goodput)} of what was allocated, effective training time ratio ${share0(record.ettr)}; ${number(summary.interruptions)} interruptions, ${number(summary.preemptions)} preemptions`,
    table(["accelerator-hours", "", "of installed"], steps),
    ...(failures.length === 0
      ? ["  nothing failed"]
      : [
          table(
            ["failures by cause", "count"],
            failures.map(([cause, count]) => [cause, number(count)]),
          ),
        ]),
    ...(energy.itMwh === 0
      ? ["  energy: not known (no accelerator has a power)"]
      : [
          `  energy ${number(energy.itMwh, 2)} MWh IT, ${number(energy.facilityMwh, 2)} MWh facility; cost ${energy.costUsd === null ? "not known (a site has no price)" : dollars(energy.costUsd)}; carbon ${energy.carbonT === null ? "not known (a site has no intensity)" : `${number(energy.carbonT, 2)} t`}`,
        ]),
    ...(record.sites.length < 2
      ? []
      : [
          table(
            ["site", "accelerator-hours", "failures", "MWh facility", "cost", "t CO2e"],
            record.sites.map((site) => [
              site.site,
              number(site.acceleratorHours),
              number(site.failures),
              number(site.facilityMwh, 1),
              money(site.costUsd),
              site.carbonT === null ? "-" : number(site.carbonT, 1),
            ]),
          ),
        ]),
    ...(tenants.length < 2
      ? []
      : [
          table(
            [`tenant${tenants.length > most ? ` (largest ${most} of ${number(tenants.length)})` : ""}`, "jobs", "done", "wait P50", "wait P90", "accelerator-hours"],
            shown.map(([name, tenant]) => [
              name,
              number(tenant.jobs),
              number(tenant.done),
              duration(tenant.waitSeconds.p50),
              duration(tenant.waitSeconds.p90),
              number(tenant.acceleratorHours),
            ]),
          ),
        ]),
    ...record.unused.map((sentence) => `  warning: ${sentence}`),
  ].join("\n");
}

/** Tenants that are shown; all stand in the summary. */
const most = 10;

function counted(count: number, what: string): string {
  return count === 0 ? "" : `, ${number(count)} ${what}`;
}

function share0(share: number): string {
  return Number.isFinite(share) ? percent(share) : "-";
}

/** `45 s`, `12.3 min`, `4.5 h` or `12.3 d`. */
export function duration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return "-";
  if (seconds < 120) return `${number(seconds)} s`;
  if (seconds < 7200) return `${number(seconds / 60, 1)} min`;
  return seconds < 172_800 ? `${number(seconds / 3600, 1)} h` : `${number(seconds / 86_400, 1)} d`;
}
