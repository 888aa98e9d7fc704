// What is a trace format: how is it recognised, and what does its reader give?

import type { JobTrace, RequestTrace, SeriesTrace } from "../../record/trace.ts";
import type { WeatherYear } from "../weather-year.ts";
import { quoted } from "./problems.ts";

/** Hourly weather of a year, as the weather readers have it. */
export interface WeatherTrace {
  readonly kind: "weather";
  readonly year: WeatherYear;
}

export type Trace = JobTrace | RequestTrace | SeriesTrace | WeatherTrace;

/** The beginning of a file. */
export interface Sample {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Its whole lines, without byte order mark and line ends. */
  readonly lines: readonly string[];
}

/** What a reader gives. */
export interface Read {
  readonly trace: Trace;
  /** What was left out or changed, each a sentence with a count. */
  readonly notes: readonly string[];
  /** Which of the format's tables this is, where the beginning of the file does not tell. */
  readonly detail?: string;
}

export interface TraceFormat {
  /** As `--to` and messages name it. */
  readonly id: string;
  readonly title: string;
  /** What it is recognised by, for the message that nothing was. */
  readonly sign: string;
  /** How the sample shows the format ("12 columns, from the header line"); undefined where it does not. */
  recognise(sample: Sample): string | undefined;
  /** Reads a whole file. @throws TraceError with every problem */
  read(file: string, bytes: AsyncIterable<Uint8Array>): Promise<Read>;
}

/** Recognises a table by names in its header line, whatever other columns there are; none of `without` may be there. */
export function byHeader(separator: string, names: readonly string[], without: readonly string[] = []): TraceFormat["recognise"] {
  return ({ lines }) => {
    const header = headerNames(lines.find((line) => line.trim() !== "") ?? "", separator);
    if (!names.every((name) => header.includes(name)) || without.some((name) => header.includes(name))) return undefined;
    return `${header.length} columns, from the header line`;
  };
}

/** The names of a header line as they are compared: in lower case, without quotes and blanks around them. */
function headerNames(line: string, separator: string): string[] {
  return line.split(separator).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim()
      .toLowerCase(),
  );
}

/** A sentence with a count, in singular or plural; nothing for 0. */
export function note(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${count.toLocaleString("en-US")} ${count === 1 ? one : many}`];
}

/** The sample of a file's first bytes. */
export function sampleOf(name: string, bytes: Uint8Array): Sample {
  const text = new TextDecoder().decode(bytes);
  const lines = text.split(/\r?\n/);
  // A line that the sample cuts is no line, unless there is no other.
  if (lines.length > 1) lines.pop();
  return { name: name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1), bytes, lines };
}

/** How a file that nothing recognises begins. */
export function beginning({ lines }: Sample): string {
  return quoted(lines[0] ?? "");
}
