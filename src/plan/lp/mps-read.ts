// How does a model of others come in? From an MPS file, fixed or free; what is not understood is an error with its line, never left out.

import { Doubles, Integers } from "./growing.ts";
import { keysOf, type LinearModel } from "./model.ts";
import { transposed } from "./transpose.ts";

export interface MpsFile {
  readonly name: string;
  /** Which way the file optimises; ours always maximises, so for `min` the model's objective is minus the file's. */
  readonly sense: "min" | "max";
  /** Keys are `row[NAME]` and `column[NAME]`. */
  readonly model: LinearModel;
}

/** A file that is not MPS as this reader knows it: each problem with file and line. */
export class MpsError extends Error {}

/**
 * Reads MPS text. Names may hold spaces only in fixed format (columns 2, 5, 15, 25, 40, 50), which is tried when free format does not fit.
 * Conventions where the format leaves a choice, those of CPLEX and HiGHS: a negative upper bound alone takes the lower bound 0 away; whole
 * numbers between markers without any bound are 0 or 1; a right side of the objective is taken off it; free rows beside the objective are left out.
 */
export function readMps(file: string, text: string): MpsFile {
  const free = new Reading(file, fieldsApart);
  const first = free.read(text);
  if (first !== undefined) return first;
  const fixed = new Reading(file, fieldsByPlace).read(text);
  if (fixed !== undefined) return fixed;
  throw new MpsError(free.problems.join("\n"));
}

type Row = "N" | "L" | "G" | "E";

const sections = new Set(["NAME", "OBJSENSE", "OBJNAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"]);
const withoutValue = new Set(["FR", "MI", "PL", "BV"]);

class Reading {
  readonly problems: string[] = [];
  readonly #file: string;
  readonly #fields: (line: string, section: string) => string[];
  #line = 0;
  #name = "";
  #maximise = false;
  #objective: string | undefined;
  readonly #rows = new Map<string, number>();
  readonly #kinds: Row[] = [];
  readonly #rowNames: string[] = [];
  readonly #columns = new Map<string, number>();
  readonly #columnNames: string[] = [];
  readonly #starts = new Integers();
  readonly #indices = new Integers();
  readonly #values = new Doubles();
  readonly #costs: number[] = [];
  readonly #whole: boolean[] = [];
  readonly #inColumn = new Map<number, number>();
  readonly #right = new Map<number, number>();
  readonly #range = new Map<number, number>();
  readonly #lower: (number | undefined)[] = [];
  readonly #upper: (number | undefined)[] = [];
  readonly #sets = new Map<string, string>();
  #betweenMarkers = false;

  constructor(file: string, fields: (line: string, section: string) => string[]) {
    this.#file = file;
    this.#fields = fields;
  }

  /** The model, or nothing when there are problems. */
  read(text: string): MpsFile | undefined {
    let section = "";
    for (const raw of text.split("\n")) {
      this.#line++;
      const line = raw.trimEnd();
      if (line === "" || line.startsWith("*")) continue;
      if (!/^\s/.test(line)) {
        section = this.#section(line, section);
        if (section === "ENDATA") break;
        continue;
      }
      if (this.problems.length > 100) break;
      const fields = this.#fields(line, section);
      if (section === "ROWS") this.#row(fields);
      else if (section === "COLUMNS") this.#column(fields);
      else if (section === "RHS") this.#side(fields, "RHS", this.#right);
      else if (section === "RANGES") this.#side(fields, "RANGES", this.#range);
      else if (section === "BOUNDS") this.#bound(fields);
      else if (section === "OBJSENSE") this.#sense(fields.join(" "));
      else if (section === "OBJNAME") this.#objective = fields.join(" ");
      else if (section !== "unknown") this.#problem(`a line of data, expected ${section === "" ? "NAME or ROWS" : "ROWS"} first`);
    }
    if (section !== "ENDATA") this.#problem(`the text ends, expected ENDATA`);
    if (this.#objective !== undefined && this.#kinds[this.#rows.get(this.#objective) ?? -1] !== "N") this.#problem(`the objective ${this.#objective} is no free row (N) of ROWS`);
    return this.problems.length > 0 ? undefined : this.#finished();
  }

  #section(line: string, before: string): string {
    const [word, ...rest] = line.split(/\s+/);
    const name = word!.toUpperCase();
    if (!sections.has(name)) {
      const why = /^(SOS|QUADOBJ|QMATRIX|QSECTION|QCMATRIX|CSECTION|INDICATORS|GENCONS|PWLOBJ)/.test(name)
        ? `${name} is beyond a linear programme with whole numbers`
        : `${word} is no section`;
      this.#problem(`${why}, expected one of ${[...sections].join(", ")}`);
      return "unknown";
    }
    if (before === "" && name !== "NAME" && name !== "OBJSENSE" && name !== "ROWS") this.#problem(`${name}, expected NAME or ROWS first`);
    if (name === "NAME") this.#name = rest.filter((part) => part.toUpperCase() !== "FREE").join(" ");
    if (name === "OBJSENSE" && rest.length > 0) this.#sense(rest.join(" "));
    return name;
  }

  #sense(word: string): void {
    if (/^MAX(IMI[SZ]E)?$/i.test(word)) this.#maximise = true;
    else if (/^MIN(IMI[SZ]E)?$/i.test(word)) this.#maximise = false;
    else this.#problem(`${word} is no sense, expected MIN or MAX`);
  }

  #row(fields: readonly string[]): void {
    const [kind, name] = fields;
    const upper = kind?.toUpperCase() ?? "";
    if (fields.length !== 2 || !/^[NLGE]$/.test(upper)) return this.#problem(`"${fields.join(" ")}", expected N, L, G or E and a name`);
    if (this.#rows.has(name!)) return this.#problem(`row ${name} is given twice`);
    this.#rows.set(name!, this.#kinds.length);
    this.#rowNames.push(name!);
    this.#kinds.push(upper as Row);
    if (upper === "N") this.#objective ??= name;
  }

  #column(fields: readonly string[]): void {
    if (fields[1] === "'MARKER'") {
      const kind = fields[fields.length - 1];
      if (kind === "'INTORG'") this.#betweenMarkers = true;
      else if (kind === "'INTEND'") this.#betweenMarkers = false;
      else this.#problem(`marker ${kind}, expected 'INTORG' or 'INTEND'`);
      return;
    }
    if (fields.length !== 3 && fields.length !== 5) return this.#problem(`${fields.length} fields, expected a column, then one or two pairs of a row and a number`);
    const name = fields[0]!;
    const last = this.#columnNames.length - 1;
    if (last < 0 || this.#columnNames[last] !== name) {
      if (this.#columns.has(name)) return this.#problem(`column ${name} again after others, expected all its entries together`);
      this.#columns.set(name, last + 1);
      this.#columnNames.push(name);
      this.#starts.push(this.#indices.length);
      this.#costs.push(0);
      this.#whole.push(this.#betweenMarkers);
      this.#inColumn.clear();
    }
    for (let at = 1; at < fields.length; at += 2) {
      const row = this.#rowCalled(fields[at]!);
      const value = this.#number(fields[at + 1]!);
      if (row === undefined || value === undefined) continue;
      if (!Number.isFinite(value)) this.#problem(`${fields[at + 1]}, expected a finite coefficient`);
      if (this.#inColumn.has(row)) this.#problem(`column ${name} has row ${fields[at]} twice`);
      this.#inColumn.set(row, value);
      if (this.#kinds[row] === "N") {
        if (fields[at] === this.#objective) this.#costs[this.#costs.length - 1] = value;
      } else if (value !== 0) {
        this.#indices.push(row);
        this.#values.push(value);
      }
    }
  }

  #side(all: readonly string[], what: string, into: Map<number, number>): void {
    // The name of the set may be left out.
    const fields = all.length % 2 === 0 ? ["", ...all] : all;
    if (fields.length !== 3 && fields.length !== 5) return this.#problem(`${all.length} fields, expected one or two pairs of a row and a number`);
    this.#set(what, fields[0]!);
    for (let at = 1; at < fields.length; at += 2) {
      const row = this.#rowCalled(fields[at]!);
      const value = this.#number(fields[at + 1]!);
      if (row === undefined || value === undefined) continue;
      if (into.has(row)) this.#problem(`row ${fields[at]} is given twice in ${what}`);
      into.set(row, value);
    }
  }

  #bound(all: readonly string[]): void {
    const kind = all[0]!.toUpperCase();
    const valueless = withoutValue.has(kind);
    if (!valueless && !/^(UP|LO|FX|LI|UI)$/.test(kind)) return this.#problem(`bound ${all[0]}, expected UP, LO, FX, FR, MI, PL, BV, LI or UI`);
    // The name of the set may be left out; a bound that needs no number may carry one.
    const named = valueless ? all.length > 2 && (all.length > 3 || this.#columns.has(all[2]!) || !this.#columns.has(all[1]!)) : all.length > 3;
    const fields = named ? all : [all[0]!, "", ...all.slice(1)];
    if (fields.length < (valueless ? 3 : 4) || fields.length > 4)
      return this.#problem(`${all.length} fields, expected a bound's kind, its set, a column${valueless ? "" : " and a number"}`);
    this.#set("BOUNDS", fields[1]!);
    const column = this.#columns.get(fields[2]!);
    if (column === undefined) return this.#problem(`${fields[2]} is no column of COLUMNS`);
    const value = valueless ? 0 : this.#number(fields[3]!);
    if (value === undefined) return;
    if (kind === "BV" || kind === "LI" || kind === "UI") this.#whole[column] = true;
    if (kind === "LO" || kind === "LI" || kind === "FX") this.#lower[column] = boundary(value);
    if (kind === "UP" || kind === "UI" || kind === "FX") this.#upper[column] = boundary(value);
    if (kind === "FR" || kind === "MI") this.#lower[column] = -Infinity;
    if (kind === "FR" || kind === "PL") this.#upper[column] = Infinity;
    if (kind === "BV") [this.#lower[column], this.#upper[column]] = [0, 1];
  }

  #set(what: string, name: string): void {
    const known = this.#sets.get(what);
    if (known === undefined) this.#sets.set(what, name);
    else if (known !== name) this.#problem(`a second set ${name} in ${what} beside ${known}, expected one`);
  }

  #rowCalled(name: string): number | undefined {
    const row = this.#rows.get(name);
    if (row === undefined) this.#problem(`${name} is no row of ROWS`);
    return row;
  }

  #number(text: string): number | undefined {
    const value = /^[+-]?inf(inity)?$/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text.replace(/d/i, "e"));
    if (text !== "" && !Number.isNaN(value)) return value;
    this.#problem(`"${text}", expected a number`);
    return undefined;
  }

  #problem(what: string): void {
    this.problems.push(`${this.#file}:${this.#line}: ${what}`);
  }

  #finished(): MpsFile | undefined {
    const kept = Array.from(this.#kinds.keys()).filter((row) => this.#kinds[row] !== "N");
    const place = new Int32Array(this.#kinds.length);
    for (const [position, row] of kept.entries()) place[row] = position;
    this.#starts.push(this.#indices.length);
    const byColumn = { starts: this.#starts.view(), indices: this.#indices.view().map((row) => place[row]!), values: this.#values.view() };
    const columns = this.#columnNames.length;
    const lower = new Float64Array(columns);
    const upper = new Float64Array(columns);
    for (const [column, name] of this.#columnNames.entries()) {
      const [low, high] = [this.#lower[column], this.#upper[column]];
      upper[column] = high ?? (this.#whole[column] && low === undefined ? 1 : Infinity);
      lower[column] = low ?? (high !== undefined && high < 0 ? -Infinity : 0);
      if (lower[column]! > upper[column]!) this.#problem(`column ${name} has no values between ${lower[column]} and ${upper[column]}`);
    }
    const sides = kept.map((row) => this.#sides(row));
    const sign = this.#maximise ? 1 : -1;
    const objective = this.#objective === undefined ? undefined : this.#rows.get(this.#objective);
    if (this.problems.length > 0) return undefined;
    return {
      name: this.#name,
      sense: this.#maximise ? "max" : "min",
      model: {
        columns: { length: columns, key: (column) => ({ family: "column", index: [this.#columnNames[column]!] }) },
        rows: keysOf(kept.map((row) => ({ family: "row", index: [this.#rowNames[row]!], unit: "" }))),
        cost: Float64Array.from(this.#costs, (cost) => (cost === 0 ? 0 : sign * cost)),
        offset: sign * -(objective === undefined ? 0 : (this.#right.get(objective) ?? 0)) + 0,
        lower,
        upper,
        integer: Uint8Array.from(this.#whole, (whole) => (whole ? 1 : 0)),
        rowLower: Float64Array.from(sides, ([low]) => low),
        rowUpper: Float64Array.from(sides, ([, high]) => high),
        ...transposed(byColumn, kept.length),
      },
    };
  }

  /** A range on an equality goes up from the right side when positive and down when negative; on others its sign says nothing. */
  #sides(row: number): readonly [number, number] {
    const [kind, right, range] = [this.#kinds[row]!, this.#right.get(row) ?? 0, this.#range.get(row)];
    if (kind === "L") return [range === undefined ? -Infinity : right - Math.abs(range), right];
    if (kind === "G") return [right, range === undefined ? Infinity : right + Math.abs(range)];
    return range === undefined ? [right, right] : range < 0 ? [right + range, right] : [right, right + range];
  }
}

function boundary(value: number): number {
  // MPS has no word for infinity: 1e30 and beyond stands for it.
  return value >= 1e30 ? Infinity : value <= -1e30 ? -Infinity : value;
}

function fieldsApart(line: string): string[] {
  return line.trim().split(/\s+/);
}

/** Fields by the places of fixed MPS: 2-3, 5-12, 15-22, 25-36, 40-47, 50-61. */
function fieldsByPlace(line: string, section: string): string[] {
  if (section === "OBJSENSE" || section === "OBJNAME" || line.includes("'MARKER'")) return fieldsApart(line);
  const [kind, ...fields] = [
    [1, 3],
    [4, 12],
    [14, 22],
    [24, 36],
    [39, 47],
    [49, 61],
  ].map(([from, to]) => line.slice(from, to).trim());
  const last = fields.findLastIndex((field) => field !== "");
  const filled = fields.slice(0, last + 1);
  return section === "ROWS" || section === "BOUNDS" ? [kind!, ...filled] : filled;
}
