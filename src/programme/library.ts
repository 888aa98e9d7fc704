// Which tables of the world's weather, prices and carbon are there, by id?

import type { CarbonTable } from "./carbon.ts";
import type { ClimateTable } from "./climate.ts";
import type { PriceTable } from "./prices.ts";

export interface Library {
  /** @throws LibraryError when there is no such station, or the weather file named is not readable */
  climate(id: string): ClimateTable;
  /** @throws LibraryError when there is no such hub */
  prices(id: string): PriceTable;
  /** @throws LibraryError when there is no such region */
  carbon(id: string): CarbonTable;
}

/** A table that a programme names and that is not there, or a weather file that cannot be used. */
export class LibraryError extends Error {
  override readonly name = "LibraryError";
  readonly table: "climate" | "prices" | "carbon";
  readonly id: string;
  constructor(table: "climate" | "prices" | "carbon", id: string, message: string) {
    super(message);
    this.table = table;
    this.id = id;
  }
}

/** Makes a climate table of a weather file's text. @throws when the text is not such a file; the message names the row. */
export type WeatherReader = (text: string, name: string) => ClimateTable;

/**
 * Opens the tables. Each is read and parsed at most once.
 * @param read gives a file's text by its name relative to `data/` (`climate/abilene-tx.json`), or undefined. A weather file
 *   that a programme names (`my-site.epw`) is asked for by that name
 * @param weather readers by file ending (`.epw`, `.tmy3`, `.csv`): `weatherReaders` of `formats/weather.ts`
 */
export function openLibrary(read: (name: string) => string | undefined, weather: Readonly<Record<string, WeatherReader>> = {}): Library {
  const opened = new Map<string, unknown>();
  const once = <Table>(name: string, make: () => Table): Table => {
    if (!opened.has(name)) opened.set(name, make());
    return opened.get(name) as Table;
  };
  const table = <Kind extends LibraryError["table"], Table>(kind: Kind, id: string): Table =>
    once(`${kind}/${id}`, () => {
      const text = read(`${kind}/${id}.json`);
      if (text === undefined) throw new LibraryError(kind, id, `there is no ${kind} table "${id}"`);
      return JSON.parse(text) as Table;
    });
  const file = (id: string, ending: string): ClimateTable =>
    once(`file/${id}`, () => {
      const reader = weather[ending];
      if (!reader) throw new LibraryError("climate", id, `no reader for weather files that end in ${ending}`);
      const text = read(id);
      if (text === undefined) throw new LibraryError("climate", id, `the weather file ${id} cannot be read`);
      try {
        return reader(text, id);
      } catch (error) {
        throw new LibraryError("climate", id, error instanceof Error ? error.message : String(error));
      }
    });
  return {
    climate: (id) => {
      const ending = /\.(epw|tmy3|csv)$/i.exec(id)?.[0].toLowerCase();
      return ending ? file(id, ending) : table<"climate", ClimateTable>("climate", id);
    },
    prices: (id) => table<"prices", PriceTable>("prices", id),
    carbon: (id) => table<"carbon", CarbonTable>("carbon", id),
  };
}
