import assert from "node:assert/strict";
import { after, test } from "node:test";
import loadHighs, { type Highs } from "highs";
import { ModelBuilder, sum } from "./model.ts";
import { mpsText } from "./mps.ts";
import { openHighs } from "./highs.ts";
import { exactly } from "./solver.ts";

const solver = openHighs();
after(() => solver.close());

test("a model written as MPS has the same optimum when another reader solves it", async () => {
  const model = new ModelBuilder();
  const whole = model.whole("whole", ["a b"], 0, 10);
  const part = model.column("part", [], -3, Infinity);
  const free = model.column("free", [], -Infinity, Infinity);
  model.atMost("room", ["x"], "MW", sum().add(whole, 2).add(part), 7.5);
  model.equal("tie", ["y"], "MW", sum().add(free).add(part, -1), 0.25);
  model.atLeast("floor", ["z"], "MW", sum().add(free), -2);
  model.reward(sum().add(whole, 3).add(part, -1).add(free, -0.5).plus(7));
  const built = model.build();
  const ours = await solver.solve(built, { limits: exactly });
  const highs = await (loadHighs as unknown as () => Promise<Highs>)();
  const theirs = highs.withModel({ format: "mps", data: new TextEncoder().encode(mpsText(built, "two words")) }, (instance) => {
    instance.options.set({ output_flag: false });
    instance.run();
    return instance.getObjectiveValue();
  });
  assert.ok(Math.abs(-theirs + built.offset - ours.objective!) < 1e-9, `${-theirs + built.offset} against ${ours.objective}`);
});
