// Which reader takes a weather file that a programme names?

import type { WeatherReader } from "../programme/library.ts";
import { readEpw } from "./epw.ts";
import { readHourlyCsv } from "./hourly-csv.ts";
import { readTmy3 } from "./tmy3.ts";
import { climateOf } from "./weather-year.ts";

/** By file ending, for `openLibrary`. */
export const weatherReaders: Readonly<Record<string, WeatherReader>> = {
  ".epw": (text, file) => climateOf(readEpw(text, file)),
  ".tmy3": (text, file) => climateOf(readTmy3(text, file)),
  ".csv": (text, file) => climateOf(readHourlyCsv(text, file)),
};
