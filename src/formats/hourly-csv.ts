// What does a plain CSV of hourly weather say?

import type { Station } from "../programme/climate.ts";
import { numberIn, weatherYear, type WeatherYear } from "./weather-year.ts";

/**
 * Reads hourly weather from a CSV with a header line. Columns, in any order, others ignored: `month`, `day`, `hour` (1 to 24, the hour
 * that ends), `dry_bulb_c`, and `rh_pct` or `wet_bulb_c` (`rh_pct` is used when both are there), and optionally `pressure_mbar`.
 * The station stands in comment lines before the header: `# utc_offset_h = -6`, and optionally `name`, `elevation_m`, `latitude`,
 * `longitude`; or it is given.
 * @throws Error `file:line: what was expected`
 */
export function readHourlyCsv(text: string, file: string, station?: Station): WeatherYear {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"));
  if (first === -1) throw new Error(`${file}:1: expected a header line with month, day, hour, dry_bulb_c`);
  const names = lines[first]!.split(",").map((name) => name.trim().toLowerCase());
  const column = (name: string) => {
    const position = names.indexOf(name);
    if (position === -1) throw new Error(`${file}:${first + 1}: expected a column ${name}, got ${names.join(", ")}`);
    return { name, position };
  };
  const [month, day, hour, dryBulb] = ["month", "day", "hour", "dry_bulb_c"].map(column);
  const humidity = names.includes("rh_pct") ? column("rh_pct") : undefined;
  const wet = humidity ? undefined : column("wet_bulb_c");
  const pressure = names.includes("pressure_mbar") ? column("pressure_mbar") : undefined;
  const rows = lines.flatMap((content, index) => {
    if (index <= first || content.trim() === "") return [];
    const line = index + 1;
    const fields = content.split(",");
    const at = ({ name, position }: { name: string; position: number }) => numberIn(file, line, name, fields[position]);
    return [
      {
        line,
        month: at(month!),
        day: at(day!),
        hour: at(hour!),
        dryBulbC: at(dryBulb!),
        ...(humidity ? { relativeHumidity: at(humidity) / 100 } : { wetBulbC: at(wet!) }),
        ...(pressure && { pressurePa: at(pressure) * 100 }),
      },
    ];
  });
  return weatherYear(file, station ?? stationOf(file, lines.slice(0, first)), rows);
}

/** The station of the comment lines. */
function stationOf(file: string, comments: readonly string[]): Station {
  const entries = comments.flatMap((line, index) => {
    const found = /^#\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line);
    return found ? [[found[1]!.toLowerCase(), { text: found[2]!, line: index + 1 }] as const] : [];
  });
  const values = new Map(entries);
  const number = (name: string, fallback?: number) => {
    const entry = values.get(name);
    if (!entry && fallback !== undefined) return fallback;
    if (!entry) throw new Error(`${file}:1: expected a comment line such as "# ${name} = -6" before the header`);
    return numberIn(file, entry.line, name, entry.text);
  };
  return {
    id: file,
    name: values.get("name")?.text ?? file,
    source: file,
    licence: "the file's own",
    script: "",
    at: [number("latitude", 0), number("longitude", 0)],
    elevationM: number("elevation_m", 0),
    utcOffsetHours: number("utc_offset_h"),
  };
}
