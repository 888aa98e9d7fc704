import assert from "node:assert/strict";
import { test } from "node:test";
import { MpsError, readMps } from "./mps-read.ts";

const free = (...lines: readonly string[]): string => `NAME test FREE\n${lines.join("\n")}\nENDATA\n`;

test("ranges go up or down by the row's kind and the range's sign", () => {
  const rows = ["less L 5", "more G 5", "up E 5", "down E 5"].map((row) => row.split(" "));
  const text = free(
    "ROWS",
    " N cost",
    ...rows.map(([name, kind]) => ` ${kind} ${name}`),
    "COLUMNS",
    ...rows.map(([name]) => ` x ${name} 1`),
    "RHS",
    ...rows.map(([name, , right]) => ` right ${name} ${right}`),
    "RANGES",
    " range less -2 more 2",
    " range up 2 down -2",
  );
  const { model } = readMps("x.mps", text);
  assert.deepEqual([...model.rowLower], [3, 5, 5, 3]);
  assert.deepEqual([...model.rowUpper], [5, 7, 7, 5]);
});

test("bounds: every kind, with and without the set's name, negative upper bounds and whole numbers", () => {
  const names = ["none", "up", "negative", "both", "low", "fixed", "free", "minus", "plus", "binary", "lowWhole", "upWhole", "far"];
  const text = free(
    "ROWS",
    " N cost",
    "COLUMNS",
    ...names.map((name) => ` ${name} cost 1`),
    " m1 'MARKER' 'INTORG'",
    " marked cost 1",
    " markedLow cost 1",
    " m2 'MARKER' 'INTEND'",
    "BOUNDS",
    " UP set up 4",
    " UP set negative -4",
    " LO set both -9",
    " UP set both -4",
    " LO set low 2",
    " FX set fixed 3",
    " FR set free",
    " MI set minus",
    " PL set plus",
    " BV set binary",
    " LI set lowWhole 2",
    " UI set upWhole 7",
    " UP set far 1e30",
    " LO set markedLow 1",
  );
  const { model } = readMps("x.mps", text);
  const expected = {
    none: [0, Infinity, 0],
    up: [0, 4, 0],
    negative: [-Infinity, -4, 0],
    both: [-9, -4, 0],
    low: [2, Infinity, 0],
    fixed: [3, 3, 0],
    free: [-Infinity, Infinity, 0],
    minus: [-Infinity, Infinity, 0],
    plus: [0, Infinity, 0],
    binary: [0, 1, 1],
    lowWhole: [2, Infinity, 1],
    upWhole: [0, 7, 1],
    far: [0, Infinity, 0],
    marked: [0, 1, 1],
    markedLow: [1, Infinity, 1],
  };
  for (const [column, [name, numbers]] of Object.entries(expected).entries()) {
    assert.equal(model.columns.key(column).index[0], name);
    assert.deepEqual([model.lower[column], model.upper[column], model.integer[column]], numbers, name);
  }
  const bare = readMps("x.mps", text.replaceAll(" set ", " ")).model;
  assert.deepEqual([[...bare.lower], [...bare.upper]], [[...model.lower], [...model.upper]]);
});

test("sense, chosen objective and its constant", () => {
  const text = (...head: readonly string[]) => free(...head, "ROWS", " N first", " N second", "COLUMNS", " x first 1 second 2", "RHS", " r first 10 second 20");
  const read = (...head: readonly string[]) => {
    const { sense, model } = readMps("x.mps", text(...head));
    return [sense, model.cost[0], model.offset, model.rows.length];
  };
  assert.deepEqual(read(), ["min", -1, 10, 0]);
  assert.deepEqual(read("OBJSENSE", " MAX"), ["max", 1, -10, 0]);
  assert.deepEqual(read("OBJSENSE MAXIMIZE", "OBJNAME", " second"), ["max", 2, -20, 0]);
});

test("fixed format: names with spaces stand in their columns, and RHS without a set", () => {
  const at = (line: readonly [number, string][]): string => line.reduce((text, [place, part]) => text.padEnd(place - 1) + part, "");
  const text = [
    "NAME          TWO WORDS",
    "ROWS",
    " N  COST",
    " L  ROOM ONE",
    "COLUMNS",
    at([
      [5, "X ONE"],
      [15, "COST"],
      [25, "-1.0"],
      [40, "ROOM ONE"],
      [50, "2.0D0"],
    ]),
    "RHS",
    at([
      [15, "ROOM ONE"],
      [25, "8.0"],
    ]),
    "BOUNDS",
    at([
      [2, "UP"],
      [5, "BND"],
      [15, "X ONE"],
      [25, "3.0"],
    ]),
    "ENDATA",
  ].join("\n");
  const { model, name } = readMps("x.mps", text);
  assert.equal(name, "TWO WORDS");
  assert.deepEqual(model.rows.key(0).index, ["ROOM ONE"]);
  assert.deepEqual([[...model.values], [...model.rowUpper], [...model.upper], [...model.cost]], [[2], [8], [3], [1]]);
});

test("empty sections, comments and columns without entries are read", () => {
  const { model } = readMps("x.mps", free("* a comment", "ROWS", " N cost", " E row", "COLUMNS", " x cost 0", "RHS", "RANGES", "BOUNDS"));
  assert.deepEqual([model.columns.length, model.rows.length, model.values.length, model.rowLower[0], model.rowUpper[0]], [1, 1, 0, 0, 0]);
});

test("every problem is said with its file and line, and what was expected", () => {
  const problems = (...lines: readonly string[]): string[] => {
    try {
      readMps("x.mps", free(...lines));
    } catch (error) {
      assert.ok(error instanceof MpsError);
      return error.message.split("\n");
    }
    return [];
  };
  const head = ["ROWS", " N cost", " L row"] as const;
  assert.deepEqual(problems(...head, " X other", " L row", "COLUMNS", " x nowhere 1", " x row one", "BOUNDS", " SC set x 1", " UP set y 1"), [
    `x.mps:5: "X other", expected N, L, G or E and a name`,
    "x.mps:6: row row is given twice",
    "x.mps:8: nowhere is no row of ROWS",
    `x.mps:9: "one", expected a number`,
    "x.mps:11: bound SC, expected UP, LO, FX, FR, MI, PL, BV, LI or UI",
    "x.mps:12: y is no column of COLUMNS",
  ]);
  assert.match(problems(...head, "COLUMNS", " x row 1", " x row 2")[0]!, /:7: column x has row row twice/);
  assert.match(problems(...head, "COLUMNS", " x row 1", " y row 1", " x cost 2")[0]!, /:8: column x again after others, expected all its entries together/);
  assert.match(problems(...head, "COLUMNS", " x row 1", "RHS", " a row 1", " b row 2")[0]!, /:9: a second set b in RHS beside a, expected one/);
  assert.match(problems(...head, "COLUMNS", " x row 1", "QUADOBJ", " x x 1")[0]!, /:7: QUADOBJ is beyond a linear programme with whole numbers/);
  assert.match(problems(...head, "COLUMNS", " x row 1", "BOUNDS", " LO set x 2", " UP set x 1")[0]!, /column x has no values between 2 and 1/);
  assert.match(problems(...head, "OBJNAME", " other")[0]!, /the objective other is no free row/);
  assert.throws(() => readMps("x.mps", "NAME x\nROWS\n N cost\n"), /x\.mps:\d: the text ends, expected ENDATA/);
});
