import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import loadHighs, { type Highs } from "highs";
import { isInstalled } from "./command.ts";
import { openHighs } from "./highs.ts";
import { lpText } from "./lp-text.ts";
import { type LinearModel, ModelBuilder, sum } from "./model.ts";
import { readMps } from "./mps-read.ts";
import { mpsText } from "./mps.ts";
import { exactly } from "./solver.ts";

const solver = openHighs();
after(() => solver.close());
const all = process.env["GIGASITE_REQUIRE_ALL"] === "1";

/** Every kind of column and row: whole and not, free, fixed, below 0, from -inf; equality, two sides, none; long names; an offset. */
function every(): LinearModel {
  const model = new ModelBuilder();
  const whole = model.whole("whole", ["a  b\nc"], 0, Infinity);
  const binary = model.whole("binary", [], 0, 1);
  const part = model.column("part", [], -3, Infinity);
  const free = model.column("free", [], -Infinity, Infinity);
  const below = model.column("below", [], -Infinity, -0.5);
  const fixed = model.column("fixed", [], 2.5, 2.5);
  const idle = model.column("idle", ["x".repeat(300)], 0, 4);
  model.atMost("room", ["x"], "MW", sum().add(whole, 2).add(part).add(binary, 0.1), 7.5);
  model.equal("tie", ["y"], "MW", sum().add(free).add(part, -1), 0.25);
  model.atLeast("floor", ["z"], "MW", sum().add(free), -2);
  model.atMost("none", [], "MW", sum().add(free), Infinity);
  model.rows("sides", [], "MW", [{ of: model.columns("side", [], -9, 9) }], 1.8, 3);
  model.atMost("all", [], "MW", sum().add(below, -1).add(fixed, 1e-3).add(idle, 12.345678901234567), 1e3);
  model.reward(sum().add(whole, 3).add(binary).add(part, -1).add(free, -0.5).add(below).add(7, -1).add(idle, 1e-3).plus(7));
  return model.build();
}

/** What one reader and solver of others finds for a file. */
async function inHighs(format: "mps" | "lp", text: string): Promise<number> {
  const highs = await (loadHighs as unknown as () => Promise<Highs>)();
  return highs.withModel({ format, data: new TextEncoder().encode(text) } as never, (instance) => {
    instance.options.set({ output_flag: false });
    instance.run();
    return instance.getObjectiveValue();
  });
}

test("MPS read by our reader is the same model, bit for bit", () => {
  const model = every();
  const { model: again, sense, name } = readMps("model.mps", mpsText(model, "two words"));
  assert.deepEqual([sense, name], ["min", "two-words"]);
  // The row without bounds is left out by readers.
  const kept = [0, 1, 2, 4, 5];
  for (const side of ["rowLower", "rowUpper"] as const)
    assert.deepEqual(
      [...again[side]],
      kept.map((row) => model[side][row]!),
    );
  for (const list of ["lower", "upper", "integer", "cost"] as const) assert.deepEqual([...again[list]], [...model[list]], list);
  assert.equal(again.offset, model.offset);
  assert.equal(again.values.length, model.values.length - 1);
  assert.deepEqual(again.columns.key(4), { family: "column", index: ["c4"] });
});

test("MPS and LP files have the same optimum in HiGHS", async () => {
  const model = every();
  const ours = (await solver.solve(model, { limits: exactly })).objective!;
  for (const [theirs, format] of [
    [-(await inHighs("mps", mpsText(model, "two words"))), "MPS"],
    [-(await inHighs("mps", mpsText(model, "x", { keys: false }))), "MPS without keys"],
    [await inHighs("lp", lpText(model, "two words")), "LP"],
  ] as const)
    assert.ok(Math.abs(theirs - ours) < 1e-9, `${format}: ${theirs} against ${ours}`);
});

for (const [program, name] of [
  ["cbc", "CBC"],
  ["glpk", "GLPK"],
] as const)
  test(`MPS and LP files have the same optimum in ${name}`, { skip: isInstalled(program) || all ? false : `${name} is not installed here` }, async () => {
    const model = every();
    const ours = (await solver.solve(model, { limits: exactly })).objective!;
    const folder = mkdtempSync(join(tmpdir(), "mps-test-"));
    try {
      writeFileSync(join(folder, "model.mps"), mpsText(model, "model"));
      writeFileSync(join(folder, "model.lp"), lpText(model, "model"));
      for (const file of ["model.mps", "model.lp"]) {
        const out = join(folder, "out.txt");
        if (program === "cbc") execFileSync("cbc", [join(folder, file), "-solve", "-solution", out], { stdio: "pipe" });
        else execFileSync("glpsol", [file.endsWith("lp") ? "--lp" : "--freemps", join(folder, file), "--write", out], { stdio: "pipe" });
        const text = readFileSync(out, "utf8");
        const found = Number(program === "cbc" ? /objective value\s+(\S+)/.exec(text)![1] : /^s mip \d+ \d+ o (\S+)/m.exec(text)![1]);
        // GLPK adds the right side of the objective where the others take it off.
        const theirs = file.endsWith("lp") ? found : program === "glpk" ? -found + 2 * model.offset : -found;
        assert.ok(Math.abs(theirs - ours) < 1e-6, `${file}: ${theirs} against ${ours}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

test("a model without columns, rows or costs can be written and read", async () => {
  const model = new ModelBuilder();
  assert.equal(readMps("x", mpsText(model.build(), "x")).model.columns.length, 0);
  model.column("idle", [], 0, 1);
  const { model: again } = readMps("x", mpsText(model.build(), "x"));
  assert.deepEqual([again.columns.length, again.rows.length, again.upper[0]], [1, 0, 1]);
  assert.equal(await inHighs("lp", lpText(model.build(), "x")), 0);
});

test("no line of an LP file is longer than readers take", () => {
  const model = new ModelBuilder();
  const left = sum();
  for (let at = 0; at < 5000; at++) left.add(model.whole("x", [String(at), "y".repeat(400)], 0, 1), at + 1 / 3);
  model.atMost("long", ["z".repeat(2000)], "MW", left, 9);
  const longest = Math.max(
    ...lpText(model.build(), "long")
      .split("\n")
      .map(({ length }) => length),
  );
  assert.ok(longest <= 255, String(longest));
});
