// Is a file hourly weather, and of which kind?

import { readEpw } from "../epw.ts";
import { readHourlyCsv } from "../hourly-csv.ts";
import { readTmy3 } from "../tmy3.ts";
import type { WeatherYear } from "../weather-year.ts";
import type { Read, TraceFormat } from "./format.ts";
import { TraceError } from "./problems.ts";

/** EnergyPlus weather; `readEpw` says its fields. */
export const epw: TraceFormat = {
  id: "epw",
  title: "EnergyPlus weather (EPW)",
  sign: "a first line that begins with LOCATION,",
  recognise: ({ lines }) => (/^\uFEFF?LOCATION,/.test(lines[0] ?? "") ? "from its LOCATION line" : undefined),
  read: (file, bytes) => year(file, bytes, readEpw),
};

/** TMY3 weather; `readTmy3` says its fields. */
export const tmy3: TraceFormat = {
  id: "tmy3",
  title: "TMY3 weather",
  sign: "a station line, then a header line with Date (MM/DD/YYYY)",
  recognise: ({ lines }) => (/^"?Date \(MM\/DD\/YYYY\)/.test(lines[1] ?? "") ? `${lines[1]!.split(",").length} columns, from the second line` : undefined),
  read: (file, bytes) => year(file, bytes, readTmy3),
};

/** Hourly weather as a plain CSV; `readHourlyCsv` says its columns. */
export const hourlyCsv: TraceFormat = {
  id: "hourly-csv",
  title: "hourly weather CSV",
  sign: "a header line with month, day, hour, dry_bulb_c",
  recognise({ lines }) {
    const names = (lines.find((line) => line.trim() !== "" && !line.replace(/^\uFEFF/, "").startsWith("#")) ?? "").split(",").map((name) => name.trim().toLowerCase());
    return ["month", "day", "hour", "dry_bulb_c"].every((name) => names.includes(name)) ? `${names.length} columns, from the header line` : undefined;
  },
  read: (file, bytes) => year(file, bytes, readHourlyCsv),
};

/** A year of hours is small and is read as one text. */
async function year(file: string, bytes: AsyncIterable<Uint8Array>, read: (text: string, file: string) => WeatherYear): Promise<Read> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of bytes) text += decoder.decode(chunk, { stream: true });
  try {
    return { trace: { kind: "weather", year: read((text + decoder.decode()).replace(/^\uFEFF/, ""), file) }, notes: [] };
  } catch (error) {
    throw new TraceError([(error as Error).message]);
  }
}
