// `gigasite import FILE.xlsx --onto PROGRAMME`: sites, power, spend, supply and demand from a spreadsheet, as a programme that extends another;
// any other file is a trace, which `import-trace.ts` reads.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { stringify } from "yaml";
import type { Answer } from "../face.ts";
import type { WritableFormat } from "../../formats/traces/writable-formats.ts";
import { readSpreadsheet, type Tree } from "../../formats/spreadsheet-read.ts";
import { writeActualsTemplate } from "../actuals-file.ts";
import { caseOfFile, checkText } from "../inputs.ts";
import { Stop } from "../stop.ts";

export interface ImportOptions {
  readonly onto?: string;
  readonly output?: string;
  readonly template?: true;
  /** With `template`: what happened, for `plan --actuals`. */
  readonly actuals?: true;
  /** Format that a trace is written in. */
  readonly to?: WritableFormat;
}

export async function importFile([operand]: readonly string[], options: ImportOptions, answer: Answer): Promise<number> {
  if (options.actuals && (!options.template || options.onto === undefined))
    throw new Stop(2, "import: --actuals goes with --template and --onto PROGRAMME; a table that is filled in goes to `gigasite plan --actuals`");
  const isSpreadsheet = options.template === true || options.onto !== undefined;
  if (options.to !== undefined && isSpreadsheet) throw new Stop(2, "import: --to goes with a trace, --onto and --template go with a spreadsheet");
  if (options.to !== undefined || (!isSpreadsheet && !/\.xlsx$/i.test(operand!))) {
    const { importTrace } = await import("./import-trace.ts");
    return importTrace(operand!, options.to, options.output, answer);
  }
  if (options.template) return options.actuals ? templateOfActuals(operand!, options.onto!, answer) : template(operand!, answer);
  if (!existsSync(operand!)) throw new Stop(2, `${operand}: there is no such file; \`gigasite import --template FILE.xlsx\` writes an empty one`);
  if (options.onto === undefined) throw new Stop(2, "import: expected --onto PROGRAMME, the programme that the spreadsheet's rows are laid over; `gigasite init` makes one");
  if (!existsSync(options.onto)) throw new Stop(2, `${options.onto}: there is no such file`);
  const target = options.output ?? join(dirname(options.onto), `${basename(operand!, extname(operand!))}.yaml`);
  if (existsSync(target)) throw new Stop(2, `${target}: a file stands here already; nothing was written (choose another with -o)`);
  const { xlsxTables } = await import("../../formats/xlsx-read.ts");
  const tables = await xlsxTables(readFileSync(operand!)).catch((error: Error) => {
    throw new Stop(2, `${operand}: expected an XLSX workbook: ${error.message}`);
  });
  const { document, cells, problems } = readSpreadsheet(tables);
  const said = problems.map(({ cell, message }) => `${operand}:${cell}: ${message}`);
  const from = relative(dirname(resolve(target)), resolve(options.onto));
  const text = `# From ${basename(operand!)} by \`gigasite import\`: laid over ${from}.\nextends: ${from}\n${stringify(listed(sourced(document, cells, basename(operand!))), { lineWidth: 0 })}`;
  // What the schema, references and sense say of a cell is said with the cell; what a cell did not give is the programme's own matter.
  const found = checkText(target, text);
  for (const { path, message, line } of found) {
    const cell = cellOf(cells, path);
    if (cell !== undefined) said.push(`${operand}:${cell}: ${path}: ${message}`);
    else if (problems.length === 0) said.push(line);
  }
  if (said.length > 0) throw new Stop(2, [...new Set(said)].join("\n"));
  writeFileSync(target, text, { flag: "wx" });
  answer.give({ document: { file: target, cells: cells.size }, text: `wrote ${target}: ${cells.size} values, over ${options.onto}\nnext: gigasite check ${target}` });
  return 0;
}

async function template(file: string, answer: Answer): Promise<number> {
  if (existsSync(file)) throw new Stop(2, `${file}: a file stands here already; nothing was written`);
  const [{ spreadsheetTemplate }, { tablesXlsx }] = await Promise.all([import("../../formats/spreadsheet-template.ts"), import("../../formats/workbook-xlsx.ts")]);
  writeFileSync(file, await tablesXlsx(spreadsheetTemplate()), { flag: "wx" });
  answer.give({ document: { file }, text: `wrote ${file}: replace the example rows, then gigasite import ${file} --onto programme.yaml` });
  return 0;
}

/** An empty table of what happened at the programme's sites: a workbook, or a CSV by its name. */
async function templateOfActuals(file: string, programme: string, answer: Answer): Promise<number> {
  if (existsSync(file)) throw new Stop(2, `${file}: a file stands here already; nothing was written`);
  await writeActualsTemplate(file, caseOfFile(programme, []));
  answer.give({ document: { file }, text: `wrote ${file}: fill in quarter, value and source, then gigasite plan ${programme} --from PLAN --as-of QUARTER --actuals ${file}` });
  return 0;
}

/** The cell that gave a path or, for a problem with a whole row, what stands nearest above it. */
function cellOf(cells: ReadonlyMap<string, string>, path: string): string | undefined {
  const plain = path.replaceAll(/\[(\d+)\]/g, ".$1").replace(/\.value$/, "");
  const exact = cells.get(plain);
  if (exact !== undefined) return exact;
  return [...cells].find(([name]) => name.startsWith(`${plain}.`))?.[1];
}

/** Quantities with the cell that they come from, as any figure of the world has its source; entries of a series stay bare. */
function sourced(tree: Tree, cells: ReadonlyMap<string, string>, file: string, above = ""): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      const path = above === "" ? key : `${above}.${key}`;
      if (typeof value === "object" && !Array.isArray(value)) return [key, sourced(value, cells, file, path)];
      const quantity = typeof value === "string" && /^[+-]?\d.* /.test(value) && !/^\d{4}-Q\d$/.test(key);
      return [key, quantity ? { value, source: `${file}, ${cells.get(path)!}`, confidence: "estimate" } : value];
    }),
  );
}

/** Maps whose keys count from 0 are lists. */
function listed(tree: Tree): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      if (typeof value !== "object" || Array.isArray(value)) return [key, value];
      const keys = Object.keys(value);
      return [key, keys.length > 0 && keys.every((name, position) => name === String(position)) ? keys.map((name) => value[name]) : listed(value)];
    }),
  );
}
