// Are PyPSA's unit-commitment cases solved to their published costs, states and outputs?

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Axis, Table } from "../../src/plan/lp/axis.ts";
import { certify } from "../../src/plan/lp/certificates.ts";
import { isInstalled } from "../../src/plan/lp/command.ts";
import { ModelBuilder, sum } from "../../src/plan/lp/model.ts";
import { solverFor } from "../../src/plan/lp/solver-for.ts";
import { exactly, type Solver } from "../../src/plan/lp/solver.ts";
import { published, skip } from "./shared.ts";

interface Unit {
  readonly id: string;
  readonly mostMw: number;
  readonly leastMw: number;
  readonly usdPerMwh: number;
  readonly startUsd: number;
  readonly stopUsd: number;
  readonly leastHoursOn: number;
  readonly leastHoursOff: number;
  readonly onBefore: boolean;
  /** Hours in that state before the first hour; enough when not said. */
  readonly hoursBefore: number;
}

interface Case {
  readonly id: string;
  readonly load: readonly number[];
  readonly units: readonly Unit[];
  /** MW of power that costs nothing and may be left unused. */
  readonly freeMw: number;
  readonly objective: number;
  readonly states: Readonly<Record<string, readonly number[]>>;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
}

interface Generator {
  readonly id: string;
  readonly p_nom: number;
  readonly p_min_pu: number;
  readonly marginal_cost: number;
  readonly start_up_cost?: number;
  readonly shut_down_cost?: number;
  readonly min_up_time_h?: number;
  readonly min_down_time_h?: number;
  readonly initially: string;
}

/** A case as the file has it. */
type Raw = {
  readonly id: string;
  readonly load_mw: readonly number[];
  readonly objective: number;
} & (
  | {
      readonly generators: readonly Generator[];
      readonly expected_status?: Readonly<Record<string, readonly number[]>>;
      readonly expected_dispatch_mw?: Readonly<Record<string, readonly number[]>>;
    }
  | {
      readonly fuel: { readonly cost_per_mwh_fuel: number; readonly p_nom: number };
      readonly converter: {
        readonly id: string;
        readonly p_nom_fuel_side: number;
        readonly efficiency: number;
        readonly p_min_pu: number;
        readonly min_up_time_h: number;
        readonly start_up_cost: number;
        readonly initially: string;
      };
      readonly free_generation: { readonly p_nom: number };
      readonly expected_converter_output_mw: readonly number[];
    }
);

function cases(): Case[] {
  const { cases: list } = JSON.parse(published("pypsa-uc.json")) as { cases: Raw[] };
  const before = (text: string) => ({ onBefore: text.startsWith("on"), hoursBefore: /off for (\d+) h/.test(text) ? Number(/off for (\d+) h/.exec(text)![1]) : Infinity });
  return list.map((one): Case => {
    const common = { id: one.id, load: one.load_mw, objective: one.objective };
    if ("generators" in one) {
      const units = one.generators.map((unit): Unit => ({
        id: unit.id,
        mostMw: unit.p_nom,
        leastMw: unit.p_nom * unit.p_min_pu,
        usdPerMwh: unit.marginal_cost,
        startUsd: unit.start_up_cost ?? 0,
        stopUsd: unit.shut_down_cost ?? 0,
        leastHoursOn: unit.min_up_time_h ?? 0,
        leastHoursOff: unit.min_down_time_h ?? 0,
        ...before(unit.initially),
      }));
      return { ...common, units, freeMw: 0, states: one.expected_status ?? {}, outputs: one.expected_dispatch_mw ?? {} };
    }
    // A converter of fuel to power is a unit whose limits and cost stand on the fuel's side.
    const { converter, fuel, free_generation: free } = one;
    const { efficiency } = converter;
    assert.ok(fuel.p_nom >= converter.p_nom_fuel_side, "fuel is never short in this case");
    const unit: Unit = {
      id: converter.id,
      mostMw: converter.p_nom_fuel_side * efficiency,
      leastMw: converter.p_nom_fuel_side * efficiency * converter.p_min_pu,
      usdPerMwh: fuel.cost_per_mwh_fuel / efficiency,
      startUsd: converter.start_up_cost,
      stopUsd: 0,
      leastHoursOn: converter.min_up_time_h,
      leastHoursOff: 0,
      ...before(converter.initially),
    };
    return { ...common, units: [unit], freeMw: free.p_nom, states: {}, outputs: { [unit.id]: one.expected_converter_output_mw } };
  });
}

/** Output within limits of the state; starts and stops from the states; least hours on and off; load met. */
function commitment({ load, units, freeMw }: Case) {
  const model = new ModelBuilder();
  const hours = new Axis(
    "hour",
    load.map((_, hour) => String(hour)),
  );
  const later = new Axis("hour", hours.labels.slice(1));
  const axis = new Axis(
    "unit",
    units.map(({ id }) => id),
  );
  const of = (number: (unit: Unit) => number) => new Table([axis], Float64Array.from(units, number));
  const on = model.wholes("on", [axis, hours], 0, 1);
  const start = model.wholes("start", [axis, hours], 0, 1);
  const stop = model.wholes("stop", [axis, hours], 0, 1);
  const output = model.columns("output", [axis, hours], 0, Infinity);
  const free = model.columns("free", [hours], 0, freeMw);
  const loads = new Table([hours], Float64Array.from(load));
  model.rows("load", [hours], "MW", [{ of: output, over: [axis] }, { of: free }], loads, loads);
  model.rows("most", [axis, hours], "MW", [{ of: output }, { of: on, factor: of(({ mostMw }) => -mostMw) }], -Infinity, 0);
  model.rows("least", [axis, hours], "MW", [{ of: output }, { of: on, factor: of(({ leastMw }) => -leastMw) }], 0, Infinity);
  model.rows("state", [axis, later], "state", [{ of: on }, { of: on, factor: -1, shift: { axis: "hour", by: -1 } }, { of: start, factor: -1 }, { of: stop }], 0, 0);
  for (const [u, { id, onBefore, leastHoursOn, leastHoursOff, hoursBefore }] of units.entries()) {
    const at = (block: typeof on, hour: number) => block.first + u * load.length + hour;
    model.equal("state", [id, "0"], "state", sum().add(at(on, 0)).add(at(start, 0), -1).add(at(stop, 0)), onBefore ? 1 : 0);
    for (const hour of load.keys()) {
      const recent = (block: typeof on, count: number) => {
        const left = sum();
        for (let h = Math.max(0, hour - count + 1); h <= hour; h++) left.add(at(block, h));
        return left;
      };
      if (leastHoursOn > 1) model.atMost("hours on", [id, String(hour)], "state", recent(start, leastHoursOn).add(at(on, hour), -1));
      if (leastHoursOff > 1) model.atMost("hours off", [id, String(hour)], "state", recent(stop, leastHoursOff).add(at(on, hour)), 1);
      if (!onBefore && hour < leastHoursOff - hoursBefore) model.atMost("still off", [id, String(hour)], "state", sum().add(at(on, hour)), 0);
      if (onBefore && hour < leastHoursOn - hoursBefore) model.atLeast("still on", [id, String(hour)], "state", sum().add(at(on, hour)), 1);
    }
  }
  model.rewardAll(
    output,
    of(({ usdPerMwh }) => -usdPerMwh),
  );
  model.rewardAll(
    start,
    of(({ startUsd }) => -startUsd),
  );
  model.rewardAll(
    stop,
    of(({ stopUsd }) => -stopUsd),
  );
  return { model: model.build(), on, output };
}

for (const name of ["wasm", "cbc", "glpk"] as const) {
  let solver: Solver | undefined;
  after(() => solver?.close());
  const there = name === "wasm" || isInstalled(name) || process.env["GIGASITE_REQUIRE_ALL"] === "1";
  for (const one of skip === false ? cases() : [{ id: "all" } as Case])
    test(`${name}: unit commitment, ${one.id}`, { skip: skip || (there ? false : `${name} is not installed here`) }, async () => {
      solver ??= solverFor(name);
      const { model, on, output } = commitment(one);
      const solution = await solver.solve(model, { limits: exactly });
      assert.equal(solution.status, "optimal");
      assert.ok(Math.abs(-solution.objective! - one.objective) < 1e-6 * one.objective, `${-solution.objective!}, published ${one.objective}`);
      assert.deepEqual(
        certify(model, solution).filter(({ holds }) => !holds),
        [],
      );
      for (const [block, expected] of [
        [on, one.states],
        [output, one.outputs],
      ] as const)
        for (const [id, values] of Object.entries(expected))
          for (const [hour, value] of values.entries()) {
            const column = block.first + block.axes[0]!.at(id) * one.load.length + hour;
            assert.ok(Math.abs(solution.values[column]! - value) < 1e-6 * Math.max(1, value), `${block.family}[${id}, ${hour}]: ${solution.values[column]}, published ${value}`);
          }
    });
}
