// The expansion model of bench/lp.ts in our layer, handed to HiGHS in WebAssembly. One process a measurement:
// `expansion.ts ours SNAPSHOTS [solve]` prints one JSON line.

import { Axis, Table } from "../../src/plan/lp/axis.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { nameOf } from "../../src/plan/lp/key-store.ts";
import { type Key, type Keys, ModelBuilder, sum } from "../../src/plan/lp/model.ts";
import { exactly } from "../../src/plan/lp/solver.ts";

const snapshots = Number(process.argv[3]);
const solve = process.argv[4] === "solve";
const [siteCount, technologyCount] = [20, 5];
const peak = (): number => process.resourceUsage().maxRSS * 1024;

const load = Float64Array.from({ length: siteCount * snapshots }, (_, at) => 50 + (((Math.floor(at / snapshots) * 7919 + (at % snapshots) * 104729) % 97) / 97) * 50);
const available = Float64Array.from({ length: technologyCount * snapshots }, (_, at) => {
  const technology = Math.floor(at / snapshots);
  return technology === 0 ? 1 : ((technology * 6007 + (at % snapshots) * 7919) % 101) / 101;
});
const capital = [5, 8, 9, 7, 6].map((each) => each * snapshots);
const marginal = [60, 1, 2, 3, 4];

// The thread and its program are started before the clock, as the peers' imports are; the limit is set aside to measure what memory allows.
const solver = openHighs(10_000_000);
const idle = new ModelBuilder();
idle.reward(sum().add(idle.column("idle", [], 0, 1)));
await solver.solve(idle.build(), { limits: exactly });

const baseline = peak();
const [began, worked] = [performance.now(), process.cpuUsage()];
const labels = (name: string, count: number) =>
  new Axis(
    name,
    Array.from({ length: count }, (_, at) => `${name} ${at}`),
  );
const [sites, technologies, hours] = [labels("site", siteCount), labels("technology", technologyCount), labels("hour", snapshots)];
const model = new ModelBuilder();
const places = siteCount * technologyCount * snapshots;
model.reserve({ columns: places + siteCount * technologyCount, rows: places + siteCount * snapshots, entries: 3 * places });
const capacity = model.columns("capacity", [sites, technologies], 0, Infinity);
const output = model.columns("output", [sites, technologies, hours], 0, Infinity);
const weather = new Table(
  [technologies, hours],
  available.map((value) => -value),
);
const need = new Table([sites, hours], load);
model.rows("weather", [sites, technologies, hours], "MW", [{ of: output }, { of: capacity, factor: weather }], -Infinity, 0);
model.rows("balance", [sites, hours], "MW", [{ of: output, over: [technologies] }], need, need);
model.rewardAll(
  capacity,
  new Table(
    [technologies],
    Float64Array.from(capital, (each) => -each),
  ),
);
model.rewardAll(
  output,
  new Table(
    [technologies],
    Float64Array.from(marginal, (each) => -each),
  ),
);
const built = model.build();
const done = performance.now();
const session = await solver.open(built);
const handed = performance.now();
const { user, system } = process.cpuUsage(worked);
const answer = { build: (done - began) / 1e3, handOff: (handed - done) / 1e3, processor: (user + system) / 1e6, baseline, peak: peak() };
const characters = written(built.columns) + written(built.rows);
const named = performance.now();

const size = (list: Float64Array): number => list.reduce((total, value) => total + (Number.isFinite(value) ? Math.abs(value) : 0), 0);
const solved = solve ? await session.solve({ limits: { ...exactly, seconds: 1800 } }) : undefined;
process.stdout.write(
  `${JSON.stringify({
    ...answer,
    names: (named - handed) / 1e3,
    characters,
    rows: built.rows.length,
    columns: built.columns.length,
    nonzeros: built.values.length,
    sums: [size(built.cost), size(built.values), size(built.rowLower) + size(built.rowUpper)],
    ...(solved ? { solve: (performance.now() - named) / 1e3, objective: -solved.objective!, status: solved.status } : {}),
  })}\n`,
);
await solver.close();

/** Makes the text of every name, as a message would. */
function written(keys: Keys<Key>): number {
  let total = 0;
  for (let at = 0; at < keys.length; at++) {
    const { family, index } = keys.key(at);
    total += nameOf(family, index).length;
  }
  return total;
}
