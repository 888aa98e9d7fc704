// What is started, delivered and running in each quarter? The plan's decisions as inputs, megawatts as formulas over them.

import { type Facts, sumOf } from "./facts.ts";
import { soldCohorts, soldKey, usedBefore } from "./resale.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";
import { indexOf } from "../../units/calendar.ts";

export function timelineRows(facts: Facts): Row[] {
  const { programme, plan, count, buildings, accelerators, sites } = facts;
  const sold = soldCohorts(facts);
  const name = (id: string) => programme.sites[id]?.name ?? id;
  const at = (site: string) => plan.decisions.sites[site]!;
  const total = (keys: readonly string[]) => (t: number) => (keys.length === 0 ? "0" : keys.map((key) => `[${key}@${t}]`).join("+"));
  const decided = (of: "starts" | "racks" | "running", id: string, unit: string): Row[] =>
    sites
      .filter((site) => at(site)[of][id]?.some((value) => value !== 0))
      .map((site) => ({
        key: `${of}.${id}.${site}`,
        label: name(site),
        unit,
        style: "number",
        quarters: Array.from({ length: count }, (_, t) => at(site)[of][id]![t] ?? 0),
        source: `plan.json decisions.sites.${site}.${of}.${id}`,
        ...(of === "running" ? {} : { total: { formula: `SUM([${of}.${id}.${site}@0:${count - 1}])` } }),
      }));
  const built = sumOf(
    Object.values(programme.sites).flatMap(({ built: standing }) =>
      standing.map(({ building, started, count: many }) => {
        const { it, ready } = programme.catalogue.buildings[building]!;
        const from = indexOf(plan.calendar, started) + ready;
        return Array.from({ length: count }, (_, t) => (t >= from ? many * it : 0));
      }),
    ),
    count,
  );
  const before = (id: string) =>
    Object.values(programme.sites).reduce(
      (sum, { racks }) => sum + racks.reduce((inner, { accelerator, racks: many, delivered }) => inner + (accelerator === id && delivered < plan.calendar.from ? many : 0), 0),
      0,
    );
  return [
    ...buildings.flatMap((id): Row[] => {
      const rows = decided("starts", id, "buildings");
      const { ready } = programme.catalogue.buildings[id]!;
      return [
        heading(`${programme.catalogue.buildings[id]!.name ?? id}: construction starts`),
        ...rows,
        {
          key: `starts.${id}`,
          label: "All sites",
          unit: "buildings",
          style: "number",
          quarters: byQuarter(count, total(rows.map(({ key }) => key!))),
          total: { formula: `SUM([starts.${id}@0:${count - 1}])` },
        },
        // Which start is ready by now depends on `ready`, which shapes this formula: change it in the programme, not here.
        {
          key: `ready-mw.${id}`,
          label: "Ready for racks",
          unit: "MW IT",
          style: "fraction",
          quarters: byQuarter(count, (t) => (t < ready ? "0" : `SUM([starts.${id}@0:${t - ready}])*[it.${id}]`)),
        },
      ];
    }),
    heading("Halls ready"),
    { key: "ready-mw.built", label: "Started before the calendar", unit: "MW IT", style: "fraction", quarters: built, source: "sites.*.built" },
    { key: "ready-mw", label: "All halls", unit: "MW IT", style: "fraction", quarters: byQuarter(count, total(["ready-mw.built", ...buildings.map((id) => `ready-mw.${id}`)])) },
    ...accelerators.flatMap((id): Row[] => {
      const rows = decided("racks", id, "racks");
      const runs = decided("running", id, "racks");
      const cohorts = sold.filter(({ accelerator }) => accelerator === id);
      return [
        heading(`${programme.catalogue.accelerators[id]!.name}: racks delivered`),
        ...rows,
        {
          key: `racks.${id}`,
          label: "All sites",
          unit: "racks",
          style: "number",
          quarters: byQuarter(count, total(rows.map(({ key }) => key!))),
          total: { formula: `SUM([racks.${id}@0:${count - 1}])` },
        },
        { key: `before.${id}`, label: "Standing before the calendar", unit: "racks", style: "number", total: before(id), source: "sites.*.racks" },
        ...cohorts.flatMap((cohort): Row[] => [
          {
            key: soldKey(cohort),
            label: `Sold, of those from ${cohort.delivered}`,
            unit: "racks",
            style: "number",
            quarters: cohort.racks,
            total: { formula: `SUM([${soldKey(cohort)}@0:${count - 1}])` },
            source: `plan.json decisions.sites.*.retired.${id}.${cohort.delivered}`,
          },
          ...(cohort.at < 0
            ? [
                {
                  key: `brings.${id}.${cohort.delivered}`,
                  label: `One from ${cohort.delivered} brings`,
                  unit: "USD",
                  style: "money" as const,
                  quarters: usedBefore(facts, cohort),
                  source: `catalogue.accelerators.${id}.resale`,
                },
              ]
            : []),
        ]),
        {
          key: `standing.${id}`,
          label: "Standing",
          unit: "racks",
          style: "number",
          quarters: byQuarter(count, (t) => `[before.${id}]+SUM([racks.${id}@0:${t}])${cohorts.map((cohort) => `-SUM([${soldKey(cohort)}@0:${t}])`).join("")}`),
        },
        heading(`${programme.catalogue.accelerators[id]!.name}: racks running at the quarter's end`),
        ...runs,
        { key: `running.${id}`, label: "All sites", unit: "racks", style: "number", quarters: byQuarter(count, total(runs.map(({ key }) => key!))) },
      ];
    }),
    heading("IT power at the quarter's end"),
    {
      key: "racked-mw",
      label: "Racked",
      unit: "MW IT",
      style: "fraction",
      quarters: byQuarter(count, (t) => accelerators.map((id) => `[standing.${id}@${t}]*[it.${id}]`).join("+") || "0"),
    },
    {
      key: "running-mw",
      label: "Running",
      unit: "MW IT",
      style: "fraction",
      quarters: byQuarter(count, (t) => accelerators.map((id) => `[running.${id}@${t}]*[it.${id}]`).join("+") || "0"),
    },
  ];
}
