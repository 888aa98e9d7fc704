// How must the optimum move when the programme is changed? Laws that need no answer of their own, on the small programmes and on seeded ones.
// That a scenario given twice with its probability split changes nothing is proved in src/plan/scenarios/scenario-plan.test.ts.

import assert from "node:assert/strict";
import { after as afterAll, test } from "node:test";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { caseOf } from "../../src/plan/fixture.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { nameOf } from "../../src/plan/lp/key-store.ts";
import { EmptyRow, type LinearModel } from "../../src/plan/lp/model.ts";
import { exactly, type Solver } from "../../src/plan/lp/solver.ts";
import { makePlan } from "../../src/plan/planner.ts";
import type { Library } from "../../src/programme/library.ts";
import type { ResolvedProgramme } from "../../src/programme/programme.ts";
import { after, backwards, changed, inOtherMoney, type Mutable } from "./changed.ts";
import { close } from "./close.ts";
import { bestOf } from "./enumerate.ts";
import { instanceOf, type Topic } from "./instance.ts";
import { loaded } from "./loaded.ts";

const lanes = [openHighs(), openHighs()];
afterAll(async () => void (await Promise.all(lanes.map((solver) => solver.close()))));
const tolerance = 1e-6;

type Programme = ResolvedProgramme["programme"];
interface Case {
  readonly name: string;
  readonly resolved: ResolvedProgramme & { readonly library: Library };
  readonly topics: ReadonlySet<Topic>;
}

const files: readonly Case[] = ["tiny", "power", "finance"].map((name) => ({ name, resolved: caseOf(`test/programmes/${name}.yaml`), topics: new Set() }));
const all: Case[] = Array.from({ length: 200 }, (_, number) => instanceOf(number)).map(({ number, text, topics }) => ({
  name: `seeded ${number}`,
  get resolved() {
    return loaded(text);
  },
  topics,
}));
/** So many of the 200 seeded programmes, evenly spread. */
const seeded = (count: number, step: number): Case[] => all.filter((_, number) => number % step === 0).slice(0, count);

/** Does something for each case, two at a time; gives what came out in the cases' order. */
async function each<Item, Result>(items: readonly Item[], work: (item: Item, solver: Solver) => Promise<Result>): Promise<Result[]> {
  const out: Result[] = [];
  let next = 0;
  await Promise.all(
    lanes.map(async (solver) => {
      while (next < items.length) {
        const at = next++;
        out[at] = await work(items[at]!, solver);
      }
    }),
  );
  return out;
}

async function solved(model: LinearModel, solver: Solver): Promise<{ readonly objective: number; readonly values: Float64Array }> {
  const { status, objective, values } = await solver.solve(model, { limits: exactly });
  assert.ok(objective !== null || status === "infeasible", status);
  return { objective: objective ?? -Infinity, values };
}

/** The optimum, M$; -Infinity where there is no plan. */
async function worth(programme: Programme, library: Library, solver: Solver): Promise<number> {
  try {
    return (await solved(draftOf(planningCase(programme, library)).model, solver)).objective;
  } catch (error) {
    if (error instanceof EmptyRow) return -Infinity;
    throw error;
  }
}

const room = (value: number): number => tolerance * Math.max(1, Number.isFinite(value) ? Math.abs(value) : 1);

interface Law {
  readonly name: string;
  /** 1: never worse; -1: never better. */
  readonly direction: 1 | -1;
  /** Topics of the seeded programmes that may feel it. */
  readonly feel: readonly Topic[];
  readonly holds?: (of: Case) => boolean;
  readonly change: (copy: Mutable<Programme>) => void;
}

const laws: readonly Law[] = [
  { name: "more budget never hurts", feel: ["budget"], direction: 1, change: ({ capital }) => void (capital.budget = capital.budget * 1.2) },
  {
    name: "more equity never hurts",
    feel: ["calls", "debt"],
    direction: 1,
    change: ({ capital }) => {
      // Pro rata to commitments: every investor of the order has more, so that no share of a call grows.
      for (const investor of Object.values(capital.equity)) investor.commitment = investor.commitment * 1.2;
      for (const { calls } of Object.values(capital.equity)) if (calls.most !== undefined) calls.most = calls.most * 1.2;
    },
  },
  {
    // It holds where halls can be started later at will and earlier spending opens nothing: without debt (loan to cost), and with one kind of hall.
    name: "longer building never helps",
    feel: ["supply", "crew", "demand"],
    direction: -1,
    holds: ({ resolved: { programme } }) =>
      Object.keys(programme.capital.debt).length === 0 && Object.values(programme.sites).every((site) => Object.keys(site.buildings).length === 1 && site.built.length === 0),
    change: ({ catalogue }) => {
      for (const building of Object.values(catalogue.buildings)) building.ready = building.ready + 1;
    },
  },
  {
    // The utility is paid before it connects, so that a later date is also a later bill: the law is about the date where the option costs nothing.
    name: "later energization never helps",
    feel: ["firm", "supply", "group"],
    direction: -1,
    change: ({ sites }) => {
      for (const site of Object.values(sites)) for (const option of Object.values(site.power)) option.energized = after(option.energized);
    },
  },
  {
    name: "longer leads of equipment never help",
    feel: ["equipment"],
    direction: -1,
    change: ({ catalogue }) => {
      for (const kind of Object.values(catalogue.equipment)) kind.lead = kind.lead + 1;
    },
  },
  {
    name: "longer notice of calls and refusals never helps",
    feel: ["first-refusal", "calls"],
    direction: -1,
    change: ({ capital, agreements }) => {
      for (const { calls } of Object.values(capital.equity)) calls.notice = (calls.notice ?? 0) + 1;
      for (const clause of Object.values(agreements)) if ("kind" in clause && clause.kind === "first-refusal") clause.delay = clause.delay + 1;
    },
  },
  {
    name: "fewer racks never help",
    feel: ["supply", "milestone"],
    direction: -1,
    change: ({ catalogue }) => {
      for (const kind of Object.values(catalogue.accelerators)) kind.supply = Object.fromEntries(Object.entries(kind.supply).map(([at, racks]) => [at, racks / 2]));
    },
  },
];

const free = ({ sites }: Mutable<Programme>): void => {
  for (const site of Object.values(sites)) for (const option of Object.values(site.power)) option.cost = 0;
};

for (const { name, direction, feel, holds = () => true, change } of laws) {
  test(name, async () => {
    const cases = [...files, ...seeded(200, 1).filter(({ topics }) => feel.some((topic) => topics.has(topic)))].filter(holds).slice(0, 27);
    const energization = name.includes("energization");
    const moves = await each(cases, async ({ name: of, resolved: { programme: given, library } }, solver) => {
      const programme = energization ? changed(given, free) : given;
      const [before, now] = [await worth(programme, library, solver), await worth(changed(programme, change), library, solver)];
      const gain = before === now ? 0 : now - before;
      return { of, before, now, gain, wrong: direction * gain < -room(before) };
    });
    const moved = moves.filter(({ before, gain }) => Math.abs(gain) > room(before)).length;
    console.log(`${name}: ${cases.length} programmes, ${moved} moved`);
    assert.deepEqual(
      moves.filter(({ wrong }) => wrong).map(({ of, before, now }) => `${of}: ${before} before, ${now} now`),
      [],
    );
    assert.ok(moved >= 3, `${moved} programmes feel the change`);
  });
}

const rules = [
  "site.fewest",
  "site.phase",
  "site.pace",
  "site.land",
  "site.water",
  "build.crew",
  "build.equipment",
  "power.group",
  "power.firm",
  "power.permit",
  "chip.supply",
  "chip.hall",
  "compute.peak",
  "money.budget",
  "money.calls",
  "money.coverage",
];

test("a rule taken away never hurts", async () => {
  const cases = [...files, ...seeded(12, 16)];
  let better = 0;
  const wrong = await each(cases, async ({ name, resolved: { programme, library } }, solver) => {
    const { model } = draftOf(planningCase(programme, library));
    const { objective: before } = await solved(model, solver);
    const out: string[] = [];
    for (const rule of rules) {
      const rowLower = Float64Array.from(model.rowLower);
      const rowUpper = Float64Array.from(model.rowUpper);
      let rows = 0;
      for (let row = 0; row < model.rows.length; row++) {
        if (model.rows.key(row).family !== rule) continue;
        rows++;
        rowLower[row] = -Infinity;
        rowUpper[row] = Infinity;
      }
      if (rows === 0) continue;
      const { objective: now } = await solved({ ...model, rowLower, rowUpper }, solver);
      if (before !== now && now < before - room(before)) out.push(`${name} without ${rule}: ${before} before, ${now} now`);
      if (now > before + room(before)) better++;
    }
    return out;
  });
  console.log(`rules taken away: ${better} times the plan is worth more`);
  assert.deepEqual(wrong.flat(), []);
  assert.ok(better > 10, `${better} times`);
});

test("all money times seven: seven times the worth, and where one choice is best, the same choice", async () => {
  const cases = seeded(30, 6);
  const found = await each(cases, async ({ name, resolved: { programme, library } }, solver) => {
    const study = planningCase(programme, library);
    const best = await bestOf(programme, study, solver);
    if (best.objective === undefined) return { name, wrong: [], unique: false };
    const { model } = draftOf(study);
    const one = await solved(model, solver);
    const dear = draftOf(planningCase(inOtherMoney(programme, 7), library)).model;
    const seven = await solved(dear, solver);
    const wrong = close(seven.objective, 7 * one.objective, tolerance) ? [] : [`${name}: ${one.objective} becomes ${seven.objective}`];
    // Another choice within a ten-thousandth is as good as a tie: then only the worth is compared.
    const unique = best.second === undefined || best.objective - best.second > 1e-4 * Math.max(1, Math.abs(best.objective));
    if (unique)
      for (const [column, whole] of model.integer.entries()) {
        const { family, index } = model.columns.key(column);
        // Where nothing runs, it is open where: a campus without work is no decision.
        if (whole === 1 && family !== "campus" && Math.round(one.values[column]!) !== Math.round(seven.values[column]!))
          wrong.push(`${name}: ${nameOf(family, index)} was ${one.values[column]}, is ${seven.values[column]}`);
      }
    return { name, wrong, unique };
  });
  const unique = found.filter((one) => one.unique).length;
  console.log(`money times seven: ${found.length} programmes, ${unique} with one best choice`);
  assert.deepEqual(
    found.flatMap(({ wrong }) => wrong),
    [],
  );
  assert.ok(unique >= 15, `${unique} programmes with one best choice`);
});

test("the order in which a file lists its sites, work, clauses and parties changes no byte of the decisions", async () => {
  const limits = { gap: 0, nodes: 1_000_000, seconds: 60, seed: 1 };
  const wrong = await each([...files, ...seeded(8, 25)], async ({ name, resolved }, solver) => {
    const plan = async (programme: Programme) => JSON.stringify((await makePlan({ ...resolved, programme }, resolved.library, { inputs: "order", limits, solver })).decisions);
    return (await plan(resolved.programme)) === (await plan(backwards(resolved.programme))) ? [] : [name];
  });
  assert.deepEqual(wrong.flat(), []);
});

// It holds where a half costs what the whole does to open and to connect (there is no cheaper half), and nothing counts sites: no rule for
// "at least" or "at most" per site, no clause that names the site, no unit whose loss the larger site bears better.
const countsSites: readonly Topic[] = ["fewest", "phase", "unit-out", "permit", "own-building", "power-cap"];

test("a site split into two halves is worth no more", async () => {
  const cases = seeded(100, 2).filter(
    ({ topics, resolved: { programme } }) =>
      !countsSites.some((topic) => topics.has(topic)) && !Object.values(programme.agreements).some((clause) => "site" in clause && clause.site === "alpha"),
  );
  const moves = await each(cases, async ({ name, resolved: { programme: given, library } }, solver) => {
    const programme = changed(given, ({ sites }) => {
      for (const kind of Object.keys(sites["alpha"]!.buildings)) sites["alpha"]!.buildings[kind] = 2;
      sites["alpha"]!.startsPerQuarter = 2;
    });
    const split = changed(programme, (copy) => {
      const half = structuredClone(copy.sites["alpha"]!);
      for (const kind of Object.keys(half.buildings)) half.buildings[kind] = 1;
      half.startsPerQuarter = 1;
      if (half.water !== undefined) half.water = half.water / 2;
      for (const option of Object.values(half.power)) option.facility = option.facility / 2;
      delete copy.sites["alpha"];
      copy.sites["alpha-one"] = half;
      copy.sites["alpha-two"] = structuredClone(half);
    });
    const [before, now] = [await worth(programme, library, solver), await worth(split, library, solver)];
    return { name, before, now };
  });
  const worse = moves.filter(({ before, now }) => before !== now && now < before - room(before)).length;
  console.log(`a site in two halves: ${moves.length} programmes, ${worse} are worth less`);
  assert.deepEqual(
    moves.filter(({ before, now }) => before !== now && now > before + room(before)).map(({ name, before, now }) => `${name}: ${before} before, ${now} in halves`),
    [],
  );
  assert.ok(moves.length >= 10 && worse > 0);
});

test("a row relaxed moves the optimum in the direction of its dual, and by no more", async () => {
  const counts = await each(files, async ({ name, resolved: { programme, library } }, solver) => {
    const { model } = draftOf(planningCase(programme, library));
    const { values } = await solved(model, solver);
    const lower = Float64Array.from(model.lower);
    const upper = Float64Array.from(model.upper);
    for (const [column, whole] of model.integer.entries()) if (whole === 1) lower[column] = upper[column] = Math.round(values[column]!);
    const linear = { ...model, lower, upper, integer: new Uint8Array(model.integer.length) };
    const session = await solver.open(linear);
    const base = await session.solve({ limits: exactly });
    let priced = 0;
    for (const [row, price] of base.duals.entries()) {
      if (Math.abs(price) < 1e-6) continue;
      priced++;
      const bound = price > 0 ? model.rowUpper[row]! : model.rowLower[row]!;
      const step = 1e-3 * Math.max(1, Math.abs(bound));
      for (const by of [step, -step]) {
        const [rowLower, rowUpper] = [Float64Array.from(model.rowLower), Float64Array.from(model.rowUpper)];
        const equal = rowLower[row] === rowUpper[row];
        if (price > 0 || equal) rowUpper[row]! += by;
        if (price < 0 || equal) rowLower[row]! += by;
        const { objective } = await session.solve({ limits: exactly }, { rowLower, rowUpper });
        const change = (objective ?? -Infinity) - base.objective!;
        const text = `${name}, ${nameOf(model.rows.key(row).family, model.rows.key(row).index)}: dual ${price}, moved by ${by}, the optimum by ${change}`;
        // The optimum of a linear programme is concave in its bounds: it never gains more than the dual says, nor loses less.
        assert.ok(change <= price * by + 1e-7 * Math.max(1, Math.abs(base.objective!)), text);
        if (!equal && price * by > 0) assert.ok(change >= -1e-7 * Math.max(1, Math.abs(base.objective!)), text);
      }
      await session.solve({ limits: exactly }, { rowLower: model.rowLower, rowUpper: model.rowUpper });
    }
    await session.close();
    return `${name} ${priced}`;
  });
  console.log(`rows with a price: ${counts.join(", ")}`);
});
