// Is what was read a plan of this programme at all: its keys, lengths, ids and kinds of number?

import { capexKinds, opexKinds, type Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { parseQuarter, quartersOf } from "../units/calendar.ts";
import type { Refusal } from "./certificate.ts";
import { measuresOf, unitOf } from "./replay-stages.ts";

export type Shaped = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Says whether untrusted JSON is a {@link Plan} of `programme`. Maps by id may leave ids out (they read as zeros) but know no others. */
export function shapeOf(source: unknown, programme: Programme): Shaped {
  const refusals: Refusal[] = [];
  planOf(programme)(source, "", (index, message) => refusals.push({ family: "shape", index, sentence: `${index === "" ? "The plan" : index}: ${message}.` }));
  return refusals.length === 0 ? { ok: true, plan: source as Plan } : { ok: false, refusals };
}

type Refuse = (index: string, message: string) => void;
type Check = (source: unknown, path: string, refuse: Refuse) => void;

function planOf({ calendar, catalogue, labour, capital, sites, workloads, agreements, objective }: Programme): Check {
  const kinds = Object.keys(catalogue.accelerators);
  const clouds = Object.keys(catalogue.clouds);
  const facilities = Object.keys(capital.debt);
  const ofKind = (...wanted: string[]) => Object.keys(workloads).filter((id) => wanted.includes(workloads[id]!.kind));
  const clauses = (...wanted: string[]) => Object.keys(agreements).filter((id) => wanted.includes(agreements[id]!.kind));
  const milestones = ofKind("training");
  const work = byId(Object.keys(workloads), listOf(calendar.quarters, thousandths));
  const byQuarter = (check: Check) => listOf(calendar.quarters, check);
  const status = oneOf(["optimal", "gap", "limit", "interrupted", "greedy", "infeasible"]);
  const ladder = { appliedKw: byQuarter(natural), energizedKw: byQuarter(natural), itReadyKw: byQuarter(natural), rackedKw: byQuarter(natural), runningKw: byQuarter(natural) };
  const refusing = oneOf(clauses("first-refusal"));
  const notice: Check = (source, path, refuse) =>
    record(isMap(source) && "site" in source ? { clause: refusing, site: oneOf(Object.keys(sites)), quarter } : { clause: refusing, cloud: oneOf(clouds), quarter })(
      source,
      path,
      refuse,
    );
  const used = kinds.filter((kind) => catalogue.accelerators[kind]!.resale !== undefined);
  /** Quarters from which a site may have racks: those of the calendar, and those of what stood before. */
  const cohorts = (id: string) => [...quartersOf(calendar), ...sites[id]!.racks.map(({ delivered }) => delivered as string).filter((delivered) => delivered < calendar.from)];
  const site = (id: string) => {
    const stores = Object.keys(sites[id]!.power).filter((name) => sites[id]!.power[name]!.kind in catalogue.storage);
    return record(
      {
        opened: nullOr(quarter),
        options: optionList(Object.keys(sites[id]!.power)),
        starts: byId(Object.keys(sites[id]!.buildings), byQuarter(natural)),
        racks: byId(kinds, byQuarter(natural)),
        running: byId(kinds, byQuarter(natural)),
        onsite: byId(
          Object.keys(sites[id]!.power).filter((name) => sites[id]!.power[name]!.kind in catalogue.powerSources),
          byQuarter(listOf(calendar.slices ?? 4, natural)),
        ),
        charge: byId(stores, byQuarter(listOf(calendar.slices ?? 4, natural))),
        discharge: byId(stores, byQuarter(listOf(calendar.slices ?? 4, natural))),
        training: byId(milestones, byId(kinds, byQuarter(thousandths))),
        work: byId(ofKind("inference", "best-effort"), byQuarter(thousandths)),
      },
      used.length === 0 ? {} : { retired: byId(used, byId(cohorts(id), byQuarter(natural))) },
    );
  };
  const siteDerived = record({
    ...ladder,
    hallsKw: byQuarter(natural),
    gridMwh: byQuarter(thousandthsOfEnergy),
    onsiteMwh: byQuarter(thousandthsOfEnergy),
    capexCents: byQuarter(whole),
    opexCents: byQuarter(whole),
  });
  const lists = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, byQuarter(whole)]));
  const kindsOf = (names: readonly string[], mayHave: readonly string[] = []) => record(lists(names), lists(mayHave));
  const resale = record({ sales: byId(used, byQuarter(whole)), cost: byId(used, byQuarter(whole)), book: byId(used, byQuarter(whole)), endValueCents: whole });
  const money = record(
    {
      capex: kindsOf(capexKinds, Object.values(sites).some(({ spentToDate }) => spentToDate !== undefined) ? ["difference"] : []),
      opex: kindsOf(opexKinds),
      income: byId(clauses("capacity-fee", "lease"), byQuarter(whole)),
      interest: byId(facilities, byQuarter(whole)),
      fees: byId(facilities, byQuarter(whole)),
      debt: byId(facilities, byQuarter(whole)),
      cash: byQuarter(whole),
      bookValue: byQuarter(whole),
      clouds: byId(clouds, byQuarter(whole)),
      shares: byId(clauses("revenue-share"), byQuarter(whole)),
      shortfall: byId(clauses("take-or-pay"), byId(yearsOf(calendar), whole)),
      toBeRaisedCents: whole,
    },
    used.length === 0 ? {} : { resale },
  );
  const fields: Readonly<Record<string, Check>> = {
    gigasite: (source, path, refuse) => {
      if (source !== 1) refuse(path, `expected 1, got ${show(source)}`);
    },
    programme: text,
    inputs: text,
    calendar: record({ from: quarter, quarters: natural }),
    feasible: truth,
    decisions: record({
      sites: record(Object.fromEntries(Object.keys(sites).map((id) => [id, site(id)]))),
      clouds: byId(clouds, record({ work })),
      notices: many(notice),
      campus: byId(milestones, nullOr(oneOf([...Object.keys(sites), ...clouds]))),
      calls: byId(Object.keys(capital.equity), byQuarter(natural)),
      draws: byId(facilities, byQuarter(natural)),
      repayments: byId(facilities, byQuarter(natural)),
    }),
    derived: record({
      sites: record(Object.fromEntries(Object.keys(sites).map((id) => [id, siteDerived]))),
      ladder: record(ladder),
      crews: byId(Object.keys(labour.pools), byQuarter(natural)),
      equipment: byId(Object.keys(catalogue.equipment), record({ needed: byQuarter(natural), available: byQuarter(natural), order: byQuarter(natural) })),
      compute: record({
        installed: byQuarter(thousandths),
        capacity: byQuarter(thousandths),
        work,
        unserved: byId(ofKind("inference"), byQuarter(thousandths)),
        flop: byId(milestones, finite),
      }),
      money,
    }),
    objective: record({
      ...Object.fromEntries(["value", "clouds", "shares", "spend", "financing", "carry", "premium", "residual", "total"].map((name) => [name, finite])),
      kind: oneOf([objective.kind]),
      stages: stagesOf(objective.kind),
    }),
    binding: many(record({ family: text, index: text, worthUsd: finite, unit: text, more: nullOr(finite), fewer: nullOr(finite), sentence: text })),
    relaxations: many(record({ family: text, index: text, amount: finite, unit: text, sentence: text })),
    conflict: many(record({ family: text, index: text, sentence: text })),
    solver: record(
      {
        name: text,
        status,
        incumbent: nullOr(finite),
        bound: nullOr(finite),
        gap: nullOr(finite),
        nodes: natural,
        rows: natural,
        columns: natural,
        integers: natural,
        nonzeros: natural,
        greedy: nullOr(finite),
        fixed: nullOr(finite),
        stoppedByClock: truth,
        stages: many(
          record({
            name: oneOf([...Object.keys(unitOf), "change"]),
            status,
            incumbent: nullOr(finite),
            bound: nullOr(finite),
            gap: nullOr(finite),
            kept: nullOr(finite),
            nodes: natural,
            stoppedByClock: truth,
            fixed: nullOr(finite),
          }),
        ),
      },
      { screened: many(record({ site: oneOf(Object.keys(sites)), measure: oneOf(Object.keys(unitOf)), most: finite })) },
    ),
  };
  return record(fields, { past: record({ asOf: quarter, broken: many(record({ family: text, index: text, amount: finite, unit: text, sentence: text })) }) });
}

/** The measures of the kind, each in its place and unit. */
function stagesOf(kind: Programme["objective"]["kind"]): Check {
  return inOrder(measuresOf[kind].map((name) => record({ name: oneOf([name]), unit: oneOf([unitOf[name]]), value: finite })));
}

function record(fields: Readonly<Record<string, Check>>, mayHave: Readonly<Record<string, Check>> = {}): Check {
  return (source, path, refuse) => {
    if (!isMap(source)) return refuse(path, `expected a map, got ${show(source)}`);
    for (const [key, value] of Object.entries(source)) {
      if (Object.hasOwn(mayHave, key)) mayHave[key]!(value, join(path, key), refuse);
      else if (!Object.hasOwn(fields, key)) refuse(join(path, key), `there is no such key; expected ${Object.keys(fields).join(", ")}`);
    }
    for (const [key, check] of Object.entries(fields)) {
      if (Object.hasOwn(source, key)) check(source[key], join(path, key), refuse);
      else refuse(join(path, key), "is missing");
    }
  };
}

function byId(ids: readonly string[], check: Check): Check {
  const known = new Set(ids);
  return (source, path, refuse) => {
    if (!isMap(source)) return refuse(path, `expected a map by id, got ${show(source)}`);
    for (const [id, value] of Object.entries(source)) {
      if (known.has(id)) check(value, join(path, id), refuse);
      else refuse(join(path, id), `the programme has no such id here; it has ${ids.length === 0 ? "none" : ids.join(", ")}`);
    }
  };
}

function listOf(length: number, check: Check): Check {
  return (source, path, refuse) => {
    if (!Array.isArray(source)) return refuse(path, `expected a list, got ${show(source)}`);
    if (source.length !== length) return refuse(path, `expected ${length} entries, got ${source.length}`);
    for (const [position, value] of source.entries()) check(value, join(path, String(position)), refuse);
  };
}

function inOrder(checks: readonly Check[]): Check {
  return (source, path, refuse) => {
    if (Array.isArray(source) && source.length === checks.length) for (const [position, check] of checks.entries()) check(source[position], join(path, String(position)), refuse);
    else listOf(checks.length, () => {})(source, path, refuse);
  };
}

function many(check: Check): Check {
  return (source, path, refuse) => listOf(Array.isArray(source) ? source.length : 0, check)(source, path, refuse);
}

function optionList(ids: readonly string[]): Check {
  const each = many(oneOf(ids));
  return (source, path, refuse) => {
    each(source, path, refuse);
    if (Array.isArray(source) && source.every((id) => typeof id === "string") && source.some((id, position) => position > 0 && !(source[position - 1]! < id)))
      refuse(path, "expected ids in order, each once");
  };
}

function nullOr(check: Check): Check {
  return (source, path, refuse) => (source === null ? undefined : check(source, path, refuse));
}

function oneOf(ids: readonly string[]): Check {
  return (source, path, refuse) => {
    if (!ids.includes(source as string)) refuse(path, `expected ${ids.length === 0 ? "nothing" : `one of ${ids.join(", ")}`}, got ${show(source)}`);
  };
}

const finite: Check = (source, path, refuse) => {
  if (typeof source !== "number" || !Number.isFinite(source)) refuse(path, `expected a number, got ${show(source)}`);
};

const whole: Check = (source, path, refuse) => {
  if (!Number.isSafeInteger(source)) refuse(path, `expected a whole number, got ${show(source)}`);
};

const natural: Check = (source, path, refuse) => {
  if (!Number.isSafeInteger(source) || (source as number) < 0) refuse(path, `expected a whole number of 0 or more, got ${show(source)}`);
};

/** Written with at most three decimals; the distance allowed is what a double leaves of it. */
const thousandthsOfEnergy: Check = (source, path, refuse) => {
  if (typeof source !== "number" || !Number.isFinite(source) || Math.abs(source * 1000 - Math.round(source * 1000)) > 1e-4)
    refuse(path, `expected a number of at most three decimals, got ${show(source)}`);
};

const thousandths: Check = (source, path, refuse) => {
  if (typeof source === "number" && source < 0) refuse(path, `expected 0 or more, got ${show(source)}`);
  else thousandthsOfEnergy(source, path, refuse);
};

const text: Check = (source, path, refuse) => {
  if (typeof source !== "string") refuse(path, `expected text, got ${show(source)}`);
};

const truth: Check = (source, path, refuse) => {
  if (typeof source !== "boolean") refuse(path, `expected true or false, got ${show(source)}`);
};

const quarter: Check = (source, path, refuse) => {
  if (typeof source !== "string" || !parseQuarter(source)) refuse(path, `expected a quarter such as 2027-Q2, got ${show(source)}`);
};

function yearsOf({ from, quarters }: Programme["calendar"]): string[] {
  const first = Number(from.slice(0, 4));
  const last = Math.floor((first * 4 + Number(from.slice(6)) - 1 + quarters - 1) / 4);
  return Array.from({ length: last - first + 1 }, (_, position) => String(first + position));
}

function isMap(source: unknown): source is Record<string, unknown> {
  return typeof source === "object" && source !== null && !Array.isArray(source);
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function show(source: unknown): string {
  if (source === undefined || source === null) return "nothing";
  if (typeof source === "string") return `"${source}"`;
  if (Array.isArray(source)) return "a list";
  return typeof source === "object" ? "a map" : String(source);
}
