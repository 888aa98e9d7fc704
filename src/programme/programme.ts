// What does the rest of the house get? A programme whose every number is in its base unit, and the table of where each came from.

import type { z } from "zod";
import type { accelerator, building, catalogue, chain, cloud, cooling, failureCause, powerSource, storage } from "./catalogue.ts";
import type { clause } from "./clauses/clause.ts";
import type { Figure } from "./fields.ts";
import type { equity, facility, party } from "./parties.ts";
import type { schema } from "./schema.ts";
import type { powerOption, site, tariff } from "./sites.ts";
import type { bestEffort, inference, training, workload } from "./workloads.ts";

type Deep<T> = T extends string | number | boolean | null | undefined ? T : T extends object ? { readonly [Key in keyof T]: Deep<T[Key]> } : T;

/** The resolved programme. Series are maps by quarter (or year, or `always`); read them with `series.ts`. */
export type Programme = Deep<z.output<typeof schema>>;
export type Site = Deep<z.output<typeof site>>;
export type PowerOption = Deep<z.output<typeof powerOption>>;
export type Tariff = Deep<z.output<typeof tariff>>;
export type Accelerator = Deep<z.output<typeof accelerator>>;
export type Building = Deep<z.output<typeof building>>;
export type Cooling = Deep<z.output<typeof cooling>>;
export type PowerSource = Deep<z.output<typeof powerSource>>;
export type Storage = Deep<z.output<typeof storage>>;
export type Cloud = Deep<z.output<typeof cloud>>;
export type FailureCause = Deep<z.output<typeof failureCause>>;
export type Chain = Deep<z.output<typeof chain>>;
export type Catalogue = Deep<z.output<typeof catalogue>>;
export type Party = Deep<z.output<typeof party>>;
export type Equity = Deep<z.output<typeof equity>>;
export type DebtFacility = Deep<z.output<typeof facility>>;
export type Workload = Deep<z.output<typeof workload>>;
export type Training = Deep<z.output<typeof training>>;
export type Inference = Deep<z.output<typeof inference>>;
export type BestEffort = Deep<z.output<typeof bestEffort>>;
export type Clause = Deep<z.output<typeof clause>>;
export type ClauseKind = Clause["kind"];
export type ClauseOf<Kind extends ClauseKind> = Extract<Clause, { kind: Kind }>;

/** Where each number of the programme comes from, by its path in the file (`sites.abilene-tx.power.grid.facility`). */
export type Figures = Readonly<Record<string, Figure>>;

/** What `programme.json` holds. */
export interface ResolvedProgramme {
  readonly programme: Programme;
  readonly figures: Figures;
}
