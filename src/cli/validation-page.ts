// What does the table of docs/validation.md say? Markdown of a validation, made by scripts/docs/validation.ts and compared in CI.

import type { ComparedFigure, ValidatedRow } from "../validate/case.ts";

/** The table of all rows that ran, then those that did not, each with its source. */
export function validationPage(rows: readonly ValidatedRow[]): string {
  const ran = rows.filter(({ verdict }) => verdict !== "not run");
  const rest = rows.filter(({ verdict }) => verdict === "not run");
  const count = (verdict: ValidatedRow["verdict"], kind?: ValidatedRow["kind"]): number =>
    rows.filter((row) => row.verdict === verdict && (kind === undefined || row.kind === kind)).length;
  return [
    `${count("pass")} rows pass (${count("pass", "prediction")} predictions, ${count("pass", "check of an input")} checks of an input, ${count("pass", "calibration")} calibrations), ${count("miss")} miss, ${count("not run")} are not run.`,
    "",
    "| row | figure | published | ours | tolerance | verdict | kind |",
    "|---|---|---|---|---|---|---|",
    ...ran.flatMap((row) =>
      row.figures.map(
        (figure, index) => `| ${index === 0 ? `${row.id}: ${row.title}` : ""} | ${cells(figure)} | ${index === 0 ? `**${row.verdict}**` : ""} | ${index === 0 ? row.kind : ""} |`,
      ),
    ),
    "",
    "### Not run",
    "",
    ...rest.map(({ id, title, needs }) => `- **${id}**: ${title}. Needs ${needs}.`),
    "",
    "### Known misses",
    "",
    ...(ran.some(({ verdict }) => verdict === "miss")
      ? ran.filter(({ verdict }) => verdict === "miss").map(({ id, title, knownMiss }) => `- **${id}**: ${title}. ${knownMiss ?? "Not on the list of known misses."}`)
      : ["None."]),
    "",
    "### Notes",
    "",
    ...rows.flatMap(({ id, note }) => (note === undefined ? [] : [`- **${id}**: ${note}.`])),
    "",
    "### Sources",
    "",
    ...rows.map(({ id, source }) => `- **${id}**: ${source}.`),
  ].join("\n");
}

function cells({ name, published, ours, unit, tolerance }: ComparedFigure): string {
  return `${name} | ${number(published)} ${unit} | ${number(ours)} | ${tolerance}`;
}

/** Four digits: what another machine's arithmetic gives too. */
function number(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}
