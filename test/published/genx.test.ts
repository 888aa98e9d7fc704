// Is GenX's DC power-flow expansion case solved to its published cost? Its inputs are read in place: they are under the GPL and stay where they are.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certify } from "../../src/plan/lp/certificates.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { ModelBuilder, sum } from "../../src/plan/lp/model.ts";
import { exactly } from "../../src/plan/lp/solver.ts";
import { skip, table } from "./shared.ts";

const solver = openHighs();
after(() => solver.close());

const folder = "genx-gpl2/DCOPF";
// GenXProject/GenX.jl, test/test_DCOPF.jl.
const publishedUsd = 395.171391;

test("GenX DCOPF: plants that may be retired, demand that may be cut, flows that follow angles", { skip }, async () => {
  const [demand, fuels, lines, plants] = ["system/Demand_data.csv", "system/Fuels_data.csv", "system/Network.csv", "resources/Thermal.csv"].map((file) =>
    table(`${folder}/${file}`),
  );
  const number = (row: Record<string, string>, name: string): number => {
    const value = Number(row[name]);
    assert.ok(row[name] !== undefined && row[name] !== "" && Number.isFinite(value), `${name} is a number`);
    return value;
  };
  const [hour] = demand!;
  assert.equal(number(hour!, "Timesteps_per_Rep_Period"), 1);
  const zones = Object.keys(hour!)
    .map((name) => /^Demand_MW_z(\d+)$/.exec(name)?.[1])
    .filter((zone) => zone !== undefined);
  const model = new ModelBuilder();
  const balance = new Map(zones.map((zone) => [zone, sum()]));
  for (const plant of plants!) {
    const id = plant["Resource"]!;
    const [existing, least] = [number(plant, "Existing_Cap_MW"), number(plant, "Min_Cap_MW")];
    assert.equal(number(plant, "New_Build"), 0);
    // What is not retired stands and costs; output lies between its least share and all of it.
    const standing = model.column("standing", [id], Math.max(0, least), existing);
    const output = model.column("output", [id], 0, Infinity);
    model.atMost("most", [id], "MW", sum().add(output).add(standing, -1));
    model.atLeast("least", [id], "MW", sum().add(output).add(standing, -number(plant, "Min_Power")));
    const usdPerMwh =
      number(plant, "Var_OM_Cost_per_MWh") +
      number(plant, "Heat_Rate_MMBTU_per_MWh") *
        number(
          fuels!.find((row) => row["Time_Index"] === "1")!,
          plant["Fuel"]!,
        );
    model.reward(sum().add(standing, -number(plant, "Fixed_OM_Cost_per_MWyr")).add(output, -usdPerMwh));
    balance.get(plant["Zone"]!)!.add(output);
  }
  for (const zone of zones)
    for (const segment of demand!) {
      const cut = model.column("cut", [zone, segment["Demand_Segment"]!], 0, number(segment, "Max_Demand_Curtailment") * number(hour!, `Demand_MW_z${zone}`));
      model.reward(sum().add(cut, -number(hour!, "Voll") * number(segment, "Cost_of_Demand_Curtailment_per_MW")));
      balance.get(zone)!.add(cut);
    }
  const angles = new Map(zones.map((zone, at) => [zone, model.column("angle", [zone], at === 0 ? 0 : -Infinity, at === 0 ? 0 : Infinity)]));
  for (const line of lines!) {
    const id = line["transmission_path_name"]!;
    const most = number(line, "Line_Max_Flow_MW");
    const flow = model.column("flow", [id], -most, most);
    const [from, to] = [line["Start_Zone"]!, line["End_Zone"]!];
    const difference = (factor: number) => sum().add(angles.get(from)!, factor).add(angles.get(to)!, -factor);
    // MW for each radian: kV^2 / ohm.
    model.equal("angles", [id], "MW", difference(-(number(line, "Line_Voltage_kV") ** 2) / number(line, "Line_Reactance_Ohms")).add(flow));
    model.atMost("angle most", [id], "rad", difference(1), number(line, "Angle_Limit_Rad"));
    model.atLeast("angle least", [id], "rad", difference(1), -number(line, "Angle_Limit_Rad"));
    balance.get(from)!.add(flow, -1);
    balance.get(to)!.add(flow);
  }
  for (const zone of zones) model.equal("balance", [zone], "MW", balance.get(zone)!, number(hour!, `Demand_MW_z${zone}`));
  const built = model.build();
  const solution = await solver.solve(built, { limits: exactly });
  assert.equal(solution.status, "optimal");
  assert.deepEqual(
    certify(built, solution).filter(({ holds }) => !holds),
    [],
  );
  // Published to the 1e-8 of its own test.
  assert.ok(Math.abs(-solution.objective! - publishedUsd) <= 1e-8 * publishedUsd, `${-solution.objective!}, published ${publishedUsd}`);
});
