// Which of the world's tables does a sweep need, as plain data that another thread can have?

import type { CarbonTable } from "../programme/carbon.ts";
import type { ClimateTable } from "../programme/climate.ts";
import { type Library, LibraryError } from "../programme/library.ts";
import type { PriceTable } from "../programme/prices.ts";
import type { Programme } from "../programme/programme.ts";

export interface Tables {
  readonly climate: Readonly<Record<string, ClimateTable>>;
  readonly prices: Readonly<Record<string, PriceTable>>;
  readonly carbon: Readonly<Record<string, CarbonTable>>;
}

/** Every table that the programmes' sites name. @throws LibraryError when one is not there */
export function tablesOf(programmes: readonly Programme[], library: Library): Tables {
  const sites = programmes.flatMap(({ sites: all }) => Object.values(all));
  const by = <Table>(ids: readonly (string | undefined)[], read: (id: string) => Table): Record<string, Table> =>
    Object.fromEntries([...new Set(ids)].flatMap((id) => (id === undefined ? [] : [[id, read(id)]])));
  return {
    climate: by(
      sites.map(({ climate }) => climate),
      (id) => library.climate(id),
    ),
    prices: by(
      sites.map(({ tariff }) => tariff.table),
      (id) => library.prices(id),
    ),
    carbon: by(
      sites.flatMap(({ carbon }) => [carbon.table, carbon.marginal?.table]),
      (id) => library.carbon(id),
    ),
  };
}

/** The tables as a library. */
export function libraryOf({ climate, prices, carbon }: Tables): Library {
  const from =
    <Table>(kind: LibraryError["table"], tables: Readonly<Record<string, Table>>) =>
    (id: string): Table => {
      const table = tables[id];
      if (table === undefined) throw new LibraryError(kind, id, `there is no ${kind} table "${id}"`);
      return table;
    };
  return { climate: from("climate", climate), prices: from("prices", prices), carbon: from("carbon", carbon) };
}
