// What does a reader need to see of a re-plan? What is fixed, what moved, and what it cost by cause.

import type { Bridge, Part } from "../../plan/replan/bridge.ts";
import type { Told } from "../../plan/replan/replanning.ts";
import { dollars, number, percent, table, wrap } from "../table.ts";

/** @param bridge what each cause cost; the command that says it; or `sought`, where it was asked for and not found */
export function replanScreen(from: string, told: Told, bridge: Bridge | string): string {
  const cost = typeof bridge === "string" ? totals(told, bridge) : causes(bridge);
  return [`re-plan of ${from} as of ${told.asOf}`, fixed(told), ...past(told), ...stands(told), ...happened(told), "", ...moved(told), "", ...late(told), ...cost].join("\n");
}

function fixed({ fixed: { hallsItMw, racksItMw, powerFacilityMw, sites }, scope }: Told): string {
  const held = scope === "everything" ? "Work and money of the past are as they were planned." : "Work and money of the past follow from what was built.";
  return wrap(
    `Fixed: ${number(hallsItMw)} MW IT of halls started, ${number(racksItMw)} MW IT of racks delivered and ${number(powerFacilityMw)} MW of facility power signed or paid for, at ${sites.length} site${sites.length === 1 ? "" : "s"} (${sites.join(", ") || "none"}). ${held}`,
  );
}

/** Sites where more or less stands than was planned. */
function stands({ standing, asOf }: Told): string[] {
  const off = standing.filter((row) => Math.abs(row.hallsItMw - row.plannedHallsItMw) + Math.abs(row.racksItMw - row.plannedRacksItMw) >= 1);
  if (off.length === 0) return [];
  const sum = (of: (row: (typeof standing)[number]) => number) => number(standing.reduce((total, row) => total + of(row), 0));
  const cells = (of: (figure: "plannedHallsItMw" | "hallsItMw" | "plannedRacksItMw" | "racksItMw") => string) => [
    of("plannedHallsItMw"),
    of("hallsItMw"),
    of("plannedRacksItMw"),
    of("racksItMw"),
  ];
  return [
    "",
    table(
      [`before ${asOf}, MW IT`, "halls planned", "halls started", "racks planned", "racks delivered"],
      [...off.map((row) => [row.site, ...cells((figure) => number(row[figure]))]), ["all sites", ...cells((figure) => sum((row) => row[figure]))]],
    ),
  ];
}

function past({ broken, lost }: Told): string[] {
  return [
    ...broken.map(({ family, index, unit, amount }) => wrap(`What stands breaks ${family} (${index.join(", ")}) by ${number(amount, 2)} ${unit}.`)),
    ...lost.map(({ family, index, value }) => wrap(`The new inputs have no place for ${family} ${index.join(", ")} (${number(value)}).`)),
  ];
}

function happened({ actuals }: Told): string[] {
  if (actuals.length === 0) return [];
  const rows = actuals.map(({ site, quarter, measure, value, planned, difference, unit }) => [
    `${site}, ${quarter}`,
    measure,
    number(planned, unit === "MW" ? 1 : 0),
    number(value, unit === "MW" ? 1 : 0),
    number(difference, unit === "MW" ? 1 : 0),
    unit,
  ]);
  return ["", table(["what happened", "measure", "planned", "actual", "difference", ""], rows)];
}

const shown = 12;

function moved({ moved: list, changeItMw }: Told): string[] {
  if (list.length === 0) return ["  Nothing moved."];
  const rest = list.length - shown;
  return [
    `what moved (${number(changeItMw)} MW IT of starts and deliveries, out and in counted)`,
    ...list.slice(0, shown).map(({ sentence }) => wrap(sentence)),
    ...(rest > 0 ? [`  and ${rest} more in replan.json`] : []),
  ];
}

/** How late the last plan's power and its training milestones come. */
function late({ late: { quarters, milestones }, totals: { after } }: Told): string[] {
  const power =
    quarters === null
      ? []
      : Math.abs(quarters) < 0.005
        ? ["The last plan's power comes when it was planned."]
        : [`The last plan's power comes ${number(Math.abs(quarters), 2)} quarters ${quarters > 0 ? "later" : "sooner"} on average, up to the end of ${after.to}.`];
  const done = milestones
    .filter(({ before, after: now }) => before !== now)
    .map(({ id, due, before, after: now }) => {
      const was = before === null ? "was not done in the last plan" : `was planned to be done in ${before}`;
      return `Milestone ${id} ${was} and ${now === null ? "is not done in the calendar" : `is done in ${now}`}${now !== null && now > due ? `, after its window, which ends with ${due}` : ""}.`;
    });
  return [...power, ...done].map((sentence) => wrap(sentence));
}

/** Both plans over the quarters that they have in common. */
function totals({ totals: { before, after } }: Told, command: string): string[] {
  const row = (name: string, { worthUsd, computeH100eHours, capexUsd, runningItMw }: typeof before) => [
    name,
    worthUsd === null ? "other quarters" : dollars(worthUsd),
    number(computeH100eHours / 1e9, 2),
    dollars(capexUsd),
    number(runningItMw),
  ];
  const lost = before.worthUsd !== null && after.worthUsd !== null ? before.worthUsd - after.worthUsd : undefined;
  return [
    ...(lost === undefined ? [] : [worthSentence(lost, before.worthUsd!, before.computeH100eHours, after.computeH100eHours)]),
    table([`${before.from} to ${before.to}`, ...figures], [row("the last plan", before), row("the re-plan", after)]),
    wrap(
      command === "sought" ? "What each cause cost is not known: the search was stopped, or the last plan's inputs allow no plan any more." : `What each cause cost: ${command}`,
    ),
  ];
}

const figures = ["worth, discounted", "useful H100e-hours, billion", "capital", "MW IT running at the end"];

function worthSentence(lost: number, before: number, computeBefore: number, computeAfter: number): string {
  return wrap(
    `The re-plan is worth ${dollars(Math.abs(lost))} ${lost >= 0 ? "less" : "more"} than the last plan (${percent(Math.abs(lost) / Math.max(1, Math.abs(before)))}), and gives ${number(Math.abs(computeAfter - computeBefore) / 1e9, 2)} billion H100e-hours ${computeAfter <= computeBefore ? "less" : "more"}.`,
  );
}

function causes(bridge: Bridge): string[] {
  const { before, after, parts, withinUsd } = bridge;
  const signed = (value: number, show: (value: number) => string) => (value > 0 ? `+${show(value)}` : show(value));
  const change = (name: string, part: Omit<Part, "cause" | "says">) => [
    name,
    signed(part.deltaObjectiveUsd, dollars),
    signed(part.deltaComputeH100eHours / 1e9, (value) => number(value, 2)),
    signed(part.deltaCapexUsd, dollars),
    signed(part.deltaRunningItMw, number),
  ];
  const whole = (name: string, figures: typeof before) => [
    name,
    dollars(figures.objectiveUsd),
    number(figures.computeH100eHours / 1e9, 2),
    dollars(figures.capexUsd),
    number(figures.runningItMw),
  ];
  return [
    worthSentence(before.objectiveUsd - after.objectiveUsd, before.objectiveUsd, before.computeH100eHours, after.computeH100eHours),
    table(
      ["", ...figures],
      [
        whole("the last plan", before),
        ...parts
          .filter((part) => !part.alone || Math.abs(part.deltaObjectiveUsd) >= 1e5 || Math.abs(part.deltaRunningItMw) >= 0.5 || part.deltaCapexUsd !== 0)
          .map((part) => (part.alone ? change(part.says, part) : [`${part.says} (no plan with this alone)`, "-", "-", "-", "-"])),
        whole("the re-plan", after),
      ],
    ),
    wrap(`Each cause by itself, put into the last plan's inputs; searches end by a gap, so a part may be off by ${dollars(withinUsd)}.`),
  ];
}
