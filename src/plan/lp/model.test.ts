import assert from "node:assert/strict";
import { test } from "node:test";
import { Axis, Table } from "./axis.ts";
import { EmptyRow, type LinearModel, ModelBuilder, sum } from "./model.ts";

test("a key given twice is an error", () => {
  const model = new ModelBuilder();
  model.column("racks", ["a"], 0, 1);
  assert.throws(() => model.column("racks", ["a"], 0, 1), /racks\[a\] is given twice/);
  const racks = model.column("racks", ["a, b"], 0, 1);
  model.column("racks", ["a", "b"], 0, 1);
  model.atMost("supply", ["q"], "racks", sum().add(racks), 1);
  assert.throws(() => model.equal("supply", ["q"], "racks", sum().add(racks), 1), /supply\[q\] is given twice/);
  model.atMost("supply", ["r"], "racks", sum().add(racks, 2), 3);
  const built = model.build();
  assert.deepEqual([[...built.starts], [...built.values], built.columns.length], [[0, 1, 2], [1, 2], 3], "what was refused has left nothing behind");
});

test("a key is found again among many, in and out of blocks", () => {
  const model = new ModelBuilder();
  const days = new Axis(
    "day",
    Array.from({ length: 50 }, (_, day) => String(day)),
  );
  const sites = new Axis("site", ["a", "b"]);
  for (let at = 0; at < 3000; at++) model.column("first", [String(at), "x"], 0, 1);
  model.columns("block", [sites, days], 0, 1);
  for (let at = 0; at < 3000; at++) model.column("second", [String(at)], 0, 1);
  const { columns } = model.build();
  assert.equal(columns.length, 6100);
  assert.deepEqual(columns.key(2999), { family: "first", index: ["2999", "x"] });
  assert.deepEqual(columns.key(3000), { family: "block", index: ["a", "0"] });
  assert.deepEqual(columns.key(3099), { family: "block", index: ["b", "49"] });
  assert.deepEqual(columns.key(6099), { family: "second", index: ["2999"] });
  assert.throws(() => columns.key(6100), /there is no key 6100 of 6100/);
  assert.throws(() => model.column("first", ["1234", "x"], 0, 1), /first\[1234, x\] is given twice/);
  assert.throws(() => model.column("block", ["b", "7"], 0, 1), /block\[b, 7\] is given twice/);
  assert.throws(() => model.columns("second", [days], 0, 1), /second\[0\] is given twice/);
  assert.throws(() => model.columns("block", [new Axis("site", ["c", "b"]), new Axis("day", ["49", "x"])], 0, 1), /block\[b, 49\] is given twice/);
  model.columns("block", [new Axis("site", ["c"]), days], 0, 1);
});

test("a number that is missing is an error that names its place", () => {
  const model = new ModelBuilder();
  const racks = model.column("racks", ["a"], 0, 1);
  assert.throws(() => model.atMost("supply", ["2027-Q1"], "racks", sum().add(racks, Number.NaN), 1), /supply\[2027-Q1\]/);
  assert.throws(() => model.atMost("supply", ["2027-Q1"], "racks", sum().add(racks), Number.NaN), /supply\[2027-Q1\]/);
  assert.throws(() => model.atMost("supply", ["2027-Q1"], "racks", sum().add(racks).plus(Number.NaN), 1), /supply\[2027-Q1\]/);
  assert.throws(() => model.column("racks", ["b"], 0, Number.NaN), /racks\[b\]/);
  assert.throws(() => model.reward(sum().add(racks, Infinity)), /objective/);
  const days = new Axis("day", ["mon", "tue"]);
  const missing = new Table([days], Float64Array.of(1, Number.NaN));
  assert.throws(() => model.columns("load", [days], 0, missing), /load\[tue\]/);
  const load = model.columns("load", [days], 0, 1);
  assert.throws(() => model.rows("most", [days], "MW", [{ of: load, factor: missing }], 0, 1), /most\[tue\]/);
  assert.throws(() => model.rows("least", [days], "MW", [{ of: load }], missing, 2), /least\[tue\]/);
  assert.throws(() => model.rewardAll(load, missing), /objective/);
  assert.equal(model.build().columns.length, 3);
});

test("constants move to the right side and repeated columns are added up", () => {
  const model = new ModelBuilder();
  const racks = model.column("racks", ["a"], 0, 10);
  const other = model.column("racks", ["b"], 0, 10);
  model.atMost("supply", ["q"], "racks", sum().add(racks, 1).add(other, 5).add(racks, 2).add(other, -5).plus(4), 10);
  model.atMost("supply", ["r"], "racks", sum().add(other, 7), 10);
  const built = model.build();
  assert.deepEqual(
    [[...built.starts], [...built.indices], [...built.values]],
    [
      [0, 1, 2],
      [0, 1],
      [3, 7],
    ],
    "what adds up to nothing is no entry",
  );
  assert.equal(built.rowUpper[0], 6);
  assert.equal(built.rowLower[0], -Infinity);
});

test("a row that no decision can change keeps its rule or says that it cannot", () => {
  const model = new ModelBuilder();
  model.atMost("crew", ["q"], "workers", sum().plus(3), 4);
  assert.equal(model.build().rows.length, 0);
  assert.throws(() => model.atMost("crew", ["r"], "workers", sum().plus(5), 4), EmptyRow);
  const racks = model.column("racks", [], 0, 1);
  assert.throws(() => model.atLeast("crew", ["s"], "workers", sum().add(racks).add(racks, -1), 4), EmptyRow);
});

test("columns of another model are errors", () => {
  const [one, other] = [new ModelBuilder(), new ModelBuilder()];
  const days = new Axis("day", ["mon"]);
  const load = other.columns("load", [days], 0, 1);
  one.columns("load", [days], 0, 1);
  assert.throws(() => one.rows("most", [days], "MW", [{ of: load }], 0, 1), /columns of another model/);
  assert.throws(() => one.rewardAll(load, 1), /columns of another model/);
  assert.throws(() => one.atMost("most", ["x"], "MW", other.sum().add(0), 1), /an expression of another model/);
  assert.throws(() => one.reward(other.sum().add(0)), /an expression of another model/);
  assert.throws(() => one.sum().merge(other.sum()), /two expressions of different models/);
  assert.throws(() => one.atMost("most", ["x"], "MW", sum().add(1), 1), /this model has no column 1/);
  assert.throws(() => one.reward(sum().add(-1)), /this model has no column -1/);
});

/** Two sites, two technologies, two hours: output up to what stands times the weather, together the load. */
function expansion(blocks: boolean): LinearModel {
  const [sites, techs, hours] = [new Axis("site", ["a", "b"]), new Axis("technology", ["wind", "sun"]), new Axis("hour", ["0", "1"])];
  const weather = new Table([techs, hours], Float64Array.of(0.5, 0.25, 0, 0.75));
  const load = new Table([hours, sites], Float64Array.of(1, 2, 3, 4));
  const model = new ModelBuilder();
  if (blocks) {
    const capacity = model.columns("capacity", [sites, techs], 0, 9);
    const output = model.columns("output", [sites, techs, hours], 0, Infinity);
    model.rows(
      "weather",
      [sites, techs, hours],
      "MW",
      [
        { of: output },
        {
          of: capacity,
          factor: new Table(
            [techs, hours],
            weather.values.map((value) => -value),
          ),
        },
      ],
      -Infinity,
      0,
    );
    model.rows("balance", [sites, hours], "MW", [{ of: output, over: [techs] }], load, load);
    model.rewardAll(capacity, new Table([techs], Float64Array.of(-1, -2)));
    return model.build();
  }
  const index = (...list: string[]) => list;
  const capacity = sites.labels.map((site) => techs.labels.map((tech) => model.column("capacity", index(site, tech), 0, 9)));
  const output = sites.labels.map((site) => techs.labels.map((tech) => hours.labels.map((hour) => model.column("output", index(site, tech, hour), 0, Infinity))));
  for (const [s, site] of sites.labels.entries())
    for (const [k, tech] of techs.labels.entries())
      for (const [t, hour] of hours.labels.entries())
        model.atMost(
          "weather",
          [site, tech, hour],
          "MW",
          sum()
            .add(output[s]![k]![t]!)
            .add(capacity[s]![k]!, -weather.values[k * 2 + t]!),
        );
  for (const [s, site] of sites.labels.entries())
    for (const [t, hour] of hours.labels.entries()) model.equal("balance", [site, hour], "MW", sum().add(output[s]![0]![t]!).add(output[s]![1]![t]!), load.values[t * 2 + s]!);
  for (const site of capacity) for (const [k, column] of site.entries()) model.reward(sum().add(column, -1 - k));
  return model.build();
}

test("blocks along axes are the same model as single rows", () => {
  const [blocks, singles] = [expansion(true), expansion(false)];
  for (const name of ["cost", "lower", "upper", "rowLower", "rowUpper", "starts", "indices", "values"] as const) assert.deepEqual([...blocks[name]], [...singles[name]], name);
  const keys = ({ columns, rows }: LinearModel) => [
    Array.from({ length: columns.length }, (_, at) => columns.key(at)),
    Array.from({ length: rows.length }, (_, at) => rows.key(at)),
  ];
  assert.deepEqual(keys(blocks), keys(singles));
});

test("a store carries over: a term may speak of the hour before", () => {
  const hours = new Axis("hour", ["0", "1", "2"]);
  const model = new ModelBuilder();
  const level = model.columns("level", [hours], 0, 10);
  const later = new Axis("hour", ["1", "2"]);
  model.rows("carry", [later], "MWh", [{ of: level }, { of: level, factor: -0.5, shift: { axis: "hour", by: -1 } }], 0, 0);
  const { starts, indices, values } = model.build();
  assert.deepEqual(
    [[...starts], [...indices], [...values]],
    [
      [0, 2, 4],
      [1, 0, 2, 1],
      [1, -0.5, 1, -0.5],
    ],
  );
  assert.throws(() => model.rows("carry", [new Axis("hour", ["3"])], "MWh", [{ of: level }], 0, 0), /3 is no label of its axis hour/);
  assert.throws(() => model.rows("all", [], "MWh", [{ of: level }], 0, 0), /runs along hour, which is not an axis here/);
  assert.throws(() => model.rows("all", [hours], "MWh", [{ of: level, over: [hours] }], 0, 0), /summed over hour, along which the rows run/);
  assert.throws(() => model.rows("all", [], "MWh", [{ of: level, over: [hours, new Axis("site", ["a", "b"])] }], 0, 0), /summed over site, along which it does not run/);
  model.rows("all", [], "MWh", [{ of: level, over: [hours] }], 0, 20);
});

test("a built model stays what it is while the builder goes on", () => {
  const model = new ModelBuilder();
  const racks = model.column("racks", ["a"], 0, 10);
  model.atMost("supply", ["q"], "racks", sum().add(racks), 10);
  model.reward(sum().add(racks));
  const before = model.build();
  model.atMost(
    "supply",
    ["r"],
    "racks",
    sum()
      .add(model.column("racks", ["b"], 0, 1))
      .add(racks, 4),
    10,
  );
  model.reward(sum().add(racks));
  assert.deepEqual([before.columns.length, before.rows.length, [...before.values], [...before.cost], [...before.starts]], [1, 1, [1], [1], [0, 1]]);
  assert.deepEqual([...model.build().values], [1, 1, 4]);
});
