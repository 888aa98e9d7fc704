// What does a TMY3 file of the National Renewable Energy Laboratory say?

import { numberIn, weatherYear, type WeatherYear } from "./weather-year.ts";

/**
 * Reads a TMY3 file (Wilcox and Marion, "Users manual for TMY3 data sets", NREL/TP-581-43156, 2008): station in the first line,
 * column names in the second, then `MM/DD/YYYY,HH:MM` with hours 01:00 to 24:00. Columns are found by name.
 * @throws Error `file:line: what was expected`
 */
export function readTmy3(text: string, file: string): WeatherYear {
  const lines = text.split(/\r?\n/);
  const head = /^(\d+),"?([^",]*)"?,([A-Z]{2}),(.*)$/.exec((lines[0] ?? "").trim());
  if (!head) throw new Error(`${file}:1: expected station number, name, state, UTC offset, latitude, longitude, elevation, got ${JSON.stringify((lines[0] ?? "").slice(0, 60))}`);
  const [offset, latitude, longitude, elevation] = head[4]!.split(",");
  const station = {
    id: file,
    name: `${head[2]!.trim()}, ${head[3]!}`,
    source: `${file}: NREL TMY3 ${head[1]!}`,
    licence: "the file's own",
    script: "",
    at: [numberIn(file, 1, "latitude", latitude), numberIn(file, 1, "longitude", longitude)] as const,
    utcOffsetHours: numberIn(file, 1, "UTC offset", offset),
    elevationM: numberIn(file, 1, "elevation", elevation),
  };
  const names = (lines[1] ?? "").split(",").map((name) => name.trim());
  const [dry, humidity, pressure] = ["Dry-bulb (C)", "RHum (%)", "Pressure (mbar)"].map((name) => {
    const position = names.indexOf(name);
    if (position === -1) throw new Error(`${file}:2: expected a column "${name}"`);
    return { name, position };
  });
  const rows = lines.flatMap((content, index) => {
    if (index < 2 || content.trim() === "") return [];
    const line = index + 1;
    const fields = content.split(",");
    const at = ({ name, position }: { name: string; position: number }) => {
      const value = numberIn(file, line, name, fields[position]);
      if (value <= -9900) throw new Error(`${file}:${line}: ${name} is missing (${value})`);
      return value;
    };
    const [month, day] = (fields[0] ?? "").split("/");
    return [
      {
        line,
        month: numberIn(file, line, "month", month),
        day: numberIn(file, line, "day", day),
        hour: numberIn(file, line, "hour", (fields[1] ?? "").split(":")[0]),
        dryBulbC: at(dry!),
        relativeHumidity: at(humidity!) / 100,
        pressurePa: at(pressure!) * 100,
      },
    ];
  });
  return weatherYear(file, station, rows);
}
