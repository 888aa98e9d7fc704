// How far may nearly equal plans lie apart? What is made least and most of: sites, on-site plant, spend at clouds, share of the largest site.

import { mostReadyMw } from "./bounds.ts";
import { allStarts, type Draft, none, openBy, taken } from "./columns.ts";
import { cloudBill } from "./families/agreement-take-or-pay.ts";
import { type Expression, sum } from "./lp/model.ts";

export const extentNames = ["sites", "onsiteMw", "cloudsUsd", "largestShare"] as const;
export type ExtentName = (typeof extentNames)[number];

/** An extent as the linear programme sees it, in its own unit; a share is `part / of`. */
export interface Extent {
  readonly least: Expression;
  readonly most: Expression;
  readonly of?: Expression;
  /** Whole numbers alone decide it. */
  readonly whole: boolean;
  value(values: Float64Array): number;
}

/** The extents of a draft, with the rows and columns they need. */
export function extentsOf(draft: Draft): Readonly<Record<ExtentName, Extent>> {
  return { sites: plain(sites(draft), true), onsiteMw: plain(onsiteMw(draft), true), cloudsUsd: plain(cloudsUsd(draft), false), largestShare: largestShare(draft) };
}

/** An expression's value at column values. */
export function valueAt({ columns, factors, constant }: Expression, values: Float64Array): number {
  return columns.reduce((total, column, position) => total + factors[position]! * values[column]!, constant);
}

function plain(expression: Expression, whole: boolean): Extent {
  return { least: expression, most: expression, whole, value: (values) => valueAt(expression, values) };
}

/** Sites opened; one opened without a building would be none. */
function sites(draft: Draft): Expression {
  const out = sum();
  for (const [s, site] of draft.study.sites.entries()) {
    const open = openBy(draft, s, draft.study.count - 1);
    out.merge(open);
    if (!site.bound && open.columns.length > 0) draft.model.atLeast("extent.sites", [site.id], "buildings", allStarts(draft, s).merge(open, -1));
  }
  return out;
}

/** Facility MW of the plant taken, storage aside. */
function onsiteMw(draft: Draft): Expression {
  const out = sum();
  for (const [s, { options }] of draft.study.sites.entries())
    for (const [k, { grid, storage, option }] of options.entries()) if (!grid && !storage) out.merge(taken(draft, s, k), option.facility);
  return out;
}

function cloudsUsd(draft: Draft): Expression {
  const out = sum();
  for (const { id } of draft.study.clouds) for (const [t] of draft.study.names.entries()) out.merge(cloudBill(draft, id, t), 1e6);
  return out;
}

/** IT MW of halls at the calendar's end: at least the largest site's (to be made least), and at most that of one chosen site (to be made most). */
function largestShare({ model, study, sites: columns }: Draft): Extent {
  const last = study.count - 1;
  const ready = columns.map(({ readyMw }) => readyMw[last]!).filter((column) => column !== none);
  const cap = Math.max(...study.sites.map((site) => mostReadyMw(study, site)));
  const largest = model.column("extent.largest", ["at least"], 0, cap);
  const chosen = model.column("extent.largest", ["at most"], 0, cap);
  const all = sum();
  const one = sum();
  for (const [s, { id }] of study.sites.entries()) {
    const readyMw = columns[s]!.readyMw[last]!;
    if (readyMw === none) continue;
    all.add(readyMw);
    const choice = model.whole("extent.choice", [id], 0, 1);
    one.add(choice);
    model.atLeast("extent.largest", [id, "at least"], "MW IT", sum().add(largest).add(readyMw, -1));
    model.atMost("extent.largest", [id, "at most"], "MW IT", sum().add(chosen).add(readyMw, -1).add(choice, cap), cap);
  }
  model.atMost("extent.choice", ["one"], "sites", one, 1);
  model.atMost("extent.largest", ["chosen"], "MW IT", sum().add(chosen).merge(one, -cap));
  return {
    least: sum().add(largest),
    most: sum().add(chosen),
    of: all,
    whole: true,
    value: (values) => {
      const mw = ready.map((column) => values[column]!);
      const total = mw.reduce((whole, part) => whole + part, 0);
      return total > 0 ? Math.max(...mw) / total : 0;
    },
  };
}
