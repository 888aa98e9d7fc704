import assert from "node:assert/strict";
import { after, test } from "node:test";
import { columnsOf } from "../columns.ts";
import { openHighs } from "../lp/highs.ts";
import { ModelBuilder, sum } from "../lp/model.ts";
import { exactly } from "../lp/solver.ts";
import { powerStorage } from "./power-storage.ts";
import { rowsOf } from "./rows.fixture.ts";
import { matches, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/power.yaml";
const solver = openHighs();
after(() => solver.close());

test("6 MW for 4 h give 24 MWh a day, 6 MW in the dearest tenth of the hours and 1 MW in the next four, for 1/0.86 of it", async () => {
  const { study } = trialOf(powerStorage, file);
  const builder = new ModelBuilder();
  const draft = columnsOf(study, builder);
  powerStorage.build(draft);
  const s = study.sites.findIndex(({ id }) => id === "alpha");
  const k = study.sites[s]!.options.findIndex(({ id }) => id === "battery");
  const [charge, discharge] = [draft.sites[s]!.charge[k]![3]!, draft.sites[s]!.discharge[k]![3]!];
  const price = [500, 100, 50, 20];
  const share = [0.01, 0.09, 0.4, 0.5];
  for (let h = 0; h < 4; h++)
    builder.reward(
      sum()
        .add(discharge[h]!, share[h]! * price[h]!)
        .add(charge[h]!, -share[h]! * price[h]!),
    );
  const { values, objective } = await solver.solve(builder.build(), { limits: exactly });
  const near = (value: number, expected: number) => assert.ok(Math.abs(value - expected) < 1e-6, `${value}, expected ${expected}`);
  // One cycle a day is a mean of 1 MW: 6 MW in the first two slices are 0.6 of it, the other 0.4 come in slice 3.
  for (const [h, mw] of [6, 6, 1, 0].entries()) near(values[discharge[h]!]!, mw);
  for (const [h, mw] of [0, 0, 0, 1 / 0.86 / 0.5].entries()) near(values[charge[h]!]!, mw);
  near(objective!, 0.01 * 6 * 500 + 0.09 * 6 * 100 + 0.4 * 50 - (1 / 0.86) * 20);
});

test("storage that is not taken, or stands only in part, gives no more than its part", async () => {
  for (const [taken, most] of [
    [0, 0],
    [1, 3],
  ] as const) {
    const builder = new ModelBuilder();
    const { study } = trialOf(powerStorage, file);
    const draft = columnsOf(study, builder);
    powerStorage.build(draft);
    const s = study.sites.findIndex(({ id }) => id === "alpha");
    const k = study.sites[s]!.options.findIndex(({ id }) => id === "battery");
    builder.equal("test", ["taken"], "option", sum().add(draft.sites[s]!.options[k]!), taken);
    builder.reward(sum().add(draft.sites[s]!.discharge[k]![2]![0]!));
    const { objective } = await solver.solve(builder.build(), { limits: exactly });
    assert.ok(Math.abs(objective! - most) < 1e-6, `${objective}`);
  }
});

test("its rows in a quarter", () =>
  matches(
    rowsOf(powerStorage, file).filter((row) => row.split("]: ")[0]!.includes("2026-Q4")),
    new URL("power-storage.snap.txt", import.meta.url),
  ));
