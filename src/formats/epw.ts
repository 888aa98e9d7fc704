// What does an EnergyPlus weather file (EPW) say?

import { numberIn, weatherYear, type WeatherYear } from "./weather-year.ts";

/**
 * Reads an EPW file (EnergyPlus Auxiliary Programs, "EnergyPlus Weather File Data Dictionary"): LOCATION in the first of eight
 * header lines, then dry bulb (field 7), relative humidity (field 9) and station pressure (field 10) of each hour.
 * @throws Error `file:line: what was expected`
 */
export function readEpw(text: string, file: string): WeatherYear {
  const lines = text.split(/\r?\n/);
  const location = (lines[0] ?? "").split(",");
  if (location[0] !== "LOCATION" || location.length < 10) throw new Error(`${file}:1: expected LOCATION with ten fields, got ${JSON.stringify((lines[0] ?? "").slice(0, 40))}`);
  const station = {
    id: file,
    name: `${location[1]!.trim()}, ${location[2]!.trim()}`,
    source: `${file}: ${location[4]!.trim()} ${location[5]!.trim()}`,
    licence: "the file's own",
    script: "",
    at: [numberIn(file, 1, "latitude", location[6]), numberIn(file, 1, "longitude", location[7])] as const,
    utcOffsetHours: numberIn(file, 1, "time zone", location[8]),
    elevationM: numberIn(file, 1, "elevation", location[9]),
  };
  const rows = lines.flatMap((content, index) => {
    if (index < 8 || content.trim() === "") return [];
    const line = index + 1;
    const fields = content.split(",");
    const at = (column: string, position: number) => numberIn(file, line, column, fields[position]);
    const dryBulbC = at("dry bulb", 6);
    const humidity = at("relative humidity", 8);
    const pressure = at("pressure", 9);
    if (dryBulbC >= 99.9) throw new Error(`${file}:${line}: dry bulb is missing (99.9)`);
    if (humidity >= 999) throw new Error(`${file}:${line}: relative humidity is missing (999)`);
    return [
      { line, month: at("month", 1), day: at("day", 2), hour: at("hour", 3), dryBulbC, relativeHumidity: humidity / 100, ...(pressure < 999_999 && { pressurePa: pressure }) },
    ];
  });
  return weatherYear(file, station, rows);
}
