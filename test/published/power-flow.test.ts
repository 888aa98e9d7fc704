// Are the DC optimal power flows of PGLib-OPF solved to their published costs?

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certify } from "../../src/plan/lp/certificates.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { type LinearModel, ModelBuilder, sum } from "../../src/plan/lp/model.ts";
import { exactly } from "../../src/plan/lp/solver.ts";
import { type MatpowerCase, readMatpower } from "./matpower.ts";
import { published, skip, table } from "./shared.ts";

const solver = openHighs();
after(() => solver.close());

/** Quadratic cost of a generator in $/h of its MW. */
interface Cost {
  readonly square: number;
  readonly linear: number;
  readonly constant: number;
}

/** The generators that run, with their costs as polynomials of at most the second degree. */
function generators({ gen, gencost }: MatpowerCase) {
  return gen.flatMap(([bus, , , , , , , status, most, least], at) => {
    if (!(status! > 0)) return [];
    const [kind, , , count, ...factors] = gencost[at]!;
    assert.equal(kind, 2, "costs are polynomials");
    const [constant = 0, linear = 0, square = 0, ...higher] = factors.slice(0, count).toReversed();
    assert.ok(higher.every((factor) => factor === 0) && square >= 0, "costs are convex and of the second degree");
    return [{ bus: bus!, least: least!, most: most!, cost: { square, linear, constant } satisfies Cost }];
  });
}

/**
 * The DC flow as PowerModels states it, from which the published costs come: flow = x / (r^2 + x^2) (angle - angle), taps and shifts left out,
 * ratings and angle differences as limits, shunts at 1 p.u. A quadratic cost is held from below by its tangents at `points`.
 */
function powerFlow(file: MatpowerCase, points: readonly (readonly number[])[]): LinearModel {
  const model = new ModelBuilder();
  const { baseMva } = file;
  const angles = new Map(
    file.bus.filter(([, type]) => type !== 4).map(([bus, type]) => [bus!, model.column("angle", [String(bus)], type === 3 ? 0 : -Infinity, type === 3 ? 0 : Infinity)]),
  );
  const balance = new Map([...angles.keys()].map((bus) => [bus, sum()]));
  for (const [at, { bus, least, most, cost }] of generators(file).entries()) {
    const power = model.column("power", [String(at)], least, most);
    balance.get(bus)!.add(power);
    model.reward(sum().add(power, -cost.linear).plus(-cost.constant));
    if (cost.square === 0) continue;
    const curve = model.column("curve", [String(at)], 0, Infinity);
    model.reward(sum().add(curve, -1));
    // p^2 >= q (2 p - q) for every q.
    for (const [position, q] of points[at]!.entries())
      model.atLeast(
        "tangent",
        [String(at), String(position)],
        "$/h",
        sum()
          .add(curve)
          .add(power, -2 * q * cost.square),
        -q * q * cost.square,
      );
  }
  for (const [at, [from, to, r, x, , rating, , , , , status, least, most]] of file.branch.entries()) {
    if (!(status! > 0)) continue;
    const susceptance = (x! / (r! * r! + x! * x!)) * baseMva;
    const limit = rating! > 0 ? rating! : Infinity;
    const flow = model.column("flow", [String(at)], -limit, limit);
    const [one, other] = [angles.get(from!)!, angles.get(to!)!];
    model.equal("ohm", [String(at)], "MW", sum().add(flow).add(one, -susceptance).add(other, susceptance));
    const difference = () => sum().add(one).add(other, -1);
    model.atLeast("angle least", [String(at)], "rad", difference(), (least! * Math.PI) / 180);
    model.atMost("angle most", [String(at)], "rad", difference(), (most! * Math.PI) / 180);
    balance.get(from!)!.add(flow, -1);
    balance.get(to!)!.add(flow);
  }
  for (const [bus, , load, , shunt] of file.bus) if (balance.has(bus!)) model.equal("balance", [String(bus)], "MW", balance.get(bus!)!, load! + shunt!);
  return model.build();
}

/** Solves, adds tangents where the plan stands, until the cost of the plan is within 1e-9 of the bound: then both bracket the optimum. */
async function optimum(file: MatpowerCase): Promise<{ readonly least: number; readonly most: number; readonly rounds: number }> {
  const units = generators(file);
  const points = units.map(({ least, most }) => [least, most]);
  for (let rounds = 1; rounds <= 100; rounds++) {
    const model = powerFlow(file, points);
    const solution = await solver.solve(model, { limits: exactly });
    assert.equal(solution.status, "optimal");
    assert.deepEqual(
      certify(model, solution).filter(({ holds }) => !holds),
      [],
    );
    const powers = Array.from({ length: model.columns.length }, (_, column) => column).filter((column) => model.columns.key(column).family === "power");
    const most = units.reduce((total, { cost }, at) => {
      const power = solution.values[powers[at]!]!;
      return total + cost.square * power * power + cost.linear * power + cost.constant;
    }, 0);
    const least = -solution.objective!;
    if (most - least <= 1e-9 * most) return { least, most, rounds };
    for (const [at, list] of points.entries()) list.push(solution.values[powers[at]!]!);
  }
  throw new Error("no end after 100 rounds");
}

for (const { case: name, nodes, edges, dc_opf_usd_per_h } of skip === false ? table("pglib-opf/expected.csv") : [{ case: "all", nodes: "", edges: "", dc_opf_usd_per_h: "" }]) {
  test(`DC optimal power flow: ${name}`, { skip }, async () => {
    const file = readMatpower(`${name}.m`, published(`pglib-opf/${name}.m`));
    assert.deepEqual([file.bus.length, file.branch.length], [Number(nodes), Number(edges)]);
    const { least, most } = await optimum(file);
    assert.ok(least <= most * (1 + 1e-9));
    // Published with five digits.
    const digit = 10 ** (Math.floor(Math.log10(Number(dc_opf_usd_per_h))) - 4);
    assert.ok(Math.abs(most - Number(dc_opf_usd_per_h)) <= digit * 0.5 + 1e-6 * most, `${most}, published ${dc_opf_usd_per_h}`);
  });
}

test("a MATPOWER file that is not one is an error", () => {
  assert.throws(() => readMatpower("x.m", "mpc.version = '1';"), /x\.m: expected mpc\.version = '2'/);
  assert.throws(() => readMatpower("x.m", "mpc.version = '2';\nmpc.baseMVA = 100;\nmpc.bus = [\n1 2;\n1;\n];"), /a row of mpc\.bus is not 2 numbers: 1/);
  assert.throws(() => readMatpower("x.m", "mpc.version = '2';\nmpc.baseMVA = 100;\nmpc.bus = [\n1;\n];"), /expected a matrix mpc\.gen/);
});
