// Is GenX's three-zone expansion solved to its published cost? Its inputs are read in place: they are under the GPL and stay where they are.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certify } from "../../src/plan/lp/certificates.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { type Expression, type LinearModel, ModelBuilder, sum } from "../../src/plan/lp/model.ts";
import { exactly } from "../../src/plan/lp/solver.ts";
import { skip, table } from "./shared.ts";

const solver = openHighs();
after(() => solver.close());

const folder = "genx-gpl2/three_zones";
// GenXProject/GenX.jl, test/test_threezones.jl, in million $ with five decimals.
const publishedMillions = 6960.20855;

type Row = Record<string, string>;

const number = (row: Row, name: string): number => {
  const value = Number(row[name]);
  assert.ok(row[name] !== undefined && row[name] !== "" && Number.isFinite(value), `${name} is a number`);
  return value;
};

/** Hours in representative periods that close on themselves, with their weights. */
interface Hours {
  readonly labels: readonly string[];
  readonly weight: readonly number[];
  /** The hour `back` hours before, round the period. */
  before(hour: number, back: number): number;
}

/** What a zone's equations collect, by hour. */
interface Zone {
  readonly balance: readonly Expression[];
  /** Tonnes of CO2 over the year, less what the rate allows. */
  readonly carbon: Expression;
  readonly ratePerMwh: number;
}

/** Clustered thermal plants with states that need not be whole: output within limits of what runs, ramps, least hours up and down. */
function thermal(model: ModelBuilder, plant: Row, hours: Hours, zone: Zone, fuels: readonly Row[]): void {
  const id = plant["Resource"]!;
  const of = (name: string) => number(plant, name);
  const size = of("Cap_Size");
  const capacity = model.column("capacity", [id], 0, Infinity);
  model.reward(sum().add(capacity, -of("Inv_Cost_per_MWyr") - of("Fixed_OM_Cost_per_MWyr")));
  const series = (family: string) => hours.labels.map((hour) => model.column(family, [id, hour], 0, Infinity));
  const [output, running, start, stop] = [series("output"), series("running"), series("start"), series("stop")];
  const carbonOfFuel = number(
    fuels.find((row) => row["Time_Index"] === "0")!,
    plant["Fuel"]!,
  );
  const least = of("Min_Power");
  for (const [t, hour] of hours.labels.entries()) {
    const [p, u, v, w] = [output[t]!, running[t]!, start[t]!, stop[t]!];
    const previous = hours.before(t, 1);
    const price = number(
      fuels.find((row) => row["Time_Index"] === hour)!,
      plant["Fuel"]!,
    );
    const [fuelPerMwh, fuelPerStart] = [of("Heat_Rate_MMBTU_per_MWh"), of("Start_Fuel_MMBTU_per_MW") * size];
    model.reward(
      sum()
        .add(p, -(of("Var_OM_Cost_per_MWh") + fuelPerMwh * price))
        .add(v, -(of("Start_Cost_per_MW") * size + fuelPerStart * price)),
      hours.weight[t]!,
    );
    zone.carbon.add(p, hours.weight[t]! * fuelPerMwh * carbonOfFuel).add(v, hours.weight[t]! * fuelPerStart * carbonOfFuel);
    zone.balance[t]!.add(p);
    const index = [id, hour];
    for (const [name, column] of Object.entries({ running: u, start: v, stop: w }))
      model.atMost(
        `${name} within`,
        index,
        "plants",
        sum()
          .add(column)
          .add(capacity, -1 / size),
      );
    model.equal("state", index, "plants", sum().add(u).add(running[previous]!, -1).add(v, -1).add(w));
    model.atLeast(
      "least output",
      index,
      "MW",
      sum()
        .add(p)
        .add(u, -least * size),
    );
    model.atMost("most output", index, "MW", sum().add(p).add(u, -size));
    const ramp = (rate: number, risen: Expression, on: number, off: number) =>
      risen
        .add(u, -rate * size)
        .add(v, rate * size)
        .add(on, -Math.min(1, Math.max(least, rate)) * size)
        .add(off, least * size);
    model.atMost("ramp up", index, "MW", ramp(of("Ramp_Up_Percentage"), sum().add(p).add(output[previous]!, -1), v, w));
    model.atMost("ramp down", index, "MW", ramp(of("Ramp_Dn_Percentage"), sum().add(p, -1).add(output[previous]!), w, v));
    const recent = (columns: readonly number[], count: number) =>
      Array.from({ length: count }, (_, back) => columns[hours.before(t, back)]!).reduce((left, column) => left.add(column), sum());
    model.atMost("hours up", index, "plants", recent(start, of("Up_Time")).add(u, -1));
    model.atMost(
      "hours down",
      index,
      "plants",
      recent(stop, of("Down_Time"))
        .add(u)
        .add(capacity, -1 / size),
    );
  }
}

/** Batteries: power and energy built apart, losses both ways, the charge carried round each period. */
function storage(model: ModelBuilder, plant: Row, hours: Hours, zone: Zone): number {
  const id = plant["Resource"]!;
  const of = (name: string) => number(plant, name);
  const capacity = model.column("capacity", [id], 0, Infinity);
  const energy = model.column("energy", [id], 0, Infinity);
  model.reward(
    sum()
      .add(capacity, -of("Inv_Cost_per_MWyr") - of("Fixed_OM_Cost_per_MWyr"))
      .add(energy, -of("Inv_Cost_per_MWhyr") - of("Fixed_OM_Cost_per_MWhyr")),
  );
  model.atLeast("shortest", [id], "MWh", sum().add(energy).add(capacity, -of("Min_Duration")));
  model.atMost("longest", [id], "MWh", sum().add(energy).add(capacity, -of("Max_Duration")));
  const series = (family: string) => hours.labels.map((hour) => model.column(family, [id, hour], 0, Infinity));
  const [output, input, level] = [series("output"), series("input"), series("level")];
  for (const [t, hour] of hours.labels.entries()) {
    const [out, into, now, previous] = [output[t]!, input[t]!, level[t]!, level[hours.before(t, 1)]!];
    const index = [id, hour];
    model.reward(sum().add(out, -of("Var_OM_Cost_per_MWh")).add(into, -of("Var_OM_Cost_per_MWh_In")), hours.weight[t]!);
    zone.balance[t]!.add(out).add(into, -1);
    zone.carbon.add(into, -zone.ratePerMwh * hours.weight[t]!).add(out, zone.ratePerMwh * hours.weight[t]!);
    model.equal(
      "charge",
      index,
      "MWh",
      sum()
        .add(now)
        .add(previous, of("Self_Disch") - 1)
        .add(out, 1 / of("Eff_Down"))
        .add(into, -of("Eff_Up")),
    );
    model.atMost("full", index, "MWh", sum().add(now).add(energy, -1));
    model.atMost("empty", index, "MWh", sum().add(out).add(previous, -of("Eff_Down")));
    model.atMost("both ways", index, "MW", sum().add(out).add(into).add(capacity, -1));
  }
  return capacity;
}

function threeZones(): LinearModel {
  const read = (file: string) => table(`${folder}/${file}`);
  const demand = read("system/Demand_data.csv");
  const [head] = demand;
  const periods = number(head!, "Rep_Periods");
  const length = number(head!, "Timesteps_per_Rep_Period");
  assert.equal(demand.length, periods * length);
  // The weight of a period stands on as many of the first lines as there are periods.
  const hours: Hours = {
    labels: demand.map((row) => row["Time_Index"]!),
    weight: demand.map((_, t) => number(demand[Math.floor(t / length)]!, "Sub_Weights") / length),
    before: (hour, back) => Math.floor(hour / length) * length + (((((hour % length) - back) % length) + length) % length),
  };
  const fuels = read("system/Fuels_data.csv");
  const variability = read("system/Generators_variability.csv");
  const caps = read("policies/CO2_cap.csv");
  const model = new ModelBuilder();
  const zones = new Map(
    caps.map((row, at): [string, Zone] => [String(at + 1), { balance: hours.labels.map(() => sum()), carbon: sum(), ratePerMwh: number(row, `CO_2_Max_tons_MWh_${at + 1}`) }]),
  );
  const capacities = new Map<string, number>();
  for (const plant of read("resources/Thermal.csv")) thermal(model, plant, hours, zones.get(plant["Zone"]!)!, fuels);
  for (const plant of read("resources/Storage.csv")) capacities.set(plant["Resource"]!, storage(model, plant, hours, zones.get(plant["Zone"]!)!));
  for (const plant of read("resources/Vre.csv")) {
    const id = plant["Resource"]!;
    const capacity = model.column("capacity", [id], 0, Infinity);
    capacities.set(id, capacity);
    model.reward(sum().add(capacity, -number(plant, "Inv_Cost_per_MWyr") - number(plant, "Fixed_OM_Cost_per_MWyr")));
    for (const [t, hour] of hours.labels.entries()) {
      const output = model.column("output", [id, hour], 0, Infinity);
      model.atMost("weather", [id, hour], "MW", sum().add(output).add(capacity, -number(variability[t]!, id)));
      model.reward(sum().add(output, -number(plant, "Var_OM_Cost_per_MWh")), hours.weight[t]!);
      zones.get(plant["Zone"]!)!.balance[t]!.add(output);
    }
  }
  const segments = demand.filter((row) => row["Demand_Segment"] !== "");
  for (const [id, zone] of zones) {
    const loads = demand.map((row) => number(row, `Demand_MW_z${id}`));
    for (const segment of segments)
      for (const [t, hour] of hours.labels.entries()) {
        const cut = model.column("cut", [id, segment["Demand_Segment"]!, hour], 0, number(segment, "Max_Demand_Curtailment") * loads[t]!);
        model.reward(sum().add(cut, -number(head!, "Voll") * number(segment, "Cost_of_Demand_Curtailment_per_MW")), hours.weight[t]!);
        zone.balance[t]!.add(cut);
        zone.carbon.add(cut, zone.ratePerMwh * hours.weight[t]!);
      }
  }
  for (const line of read("system/Network.csv").filter((row) => row["Network_Lines"] !== "")) {
    const id = line["transmission_path_name"]!;
    const most = number(line, "Line_Max_Flow_MW");
    const added = model.column("reinforcement", [id], 0, number(line, "Line_Max_Reinforcement_MW"));
    model.reward(sum().add(added, -number(line, "Line_Reinforcement_Cost_per_MWyr")));
    const [from, to] = [zones.get(line["Start_Zone"]!)!, zones.get(line["End_Zone"]!)!];
    const half = number(line, "Line_Loss_Percentage") / 2;
    for (const [t, hour] of hours.labels.entries()) {
      // Flow is forth less back; each end bears half the loss of both.
      const [forth, back] = ["forth", "back"].map((family) => model.column(family, [id, hour], 0, Infinity));
      model.atMost("line", [id, hour], "MW", sum().add(forth!).add(back!).add(added, -1), most);
      from.balance[t]!.add(forth!, -1 - half).add(back!, 1 - half);
      to.balance[t]!.add(forth!, 1 - half).add(back!, -1 - half);
    }
  }
  for (const [id, zone] of zones) {
    const loads = demand.map((row) => number(row, `Demand_MW_z${id}`));
    for (const [t, hour] of hours.labels.entries()) model.equal("balance", [id, hour], "MW", zone.balance[t]!, loads[t]!);
    model.atMost(
      "carbon",
      [id],
      "t",
      zone.carbon,
      loads.reduce((total, load, t) => total + zone.ratePerMwh * hours.weight[t]! * load, 0),
    );
  }
  const assigned = read("resources/policy_assignments/Resource_minimum_capacity_requirement.csv");
  for (const rule of read("policies/Minimum_capacity_requirement.csv")) {
    const tag = `Min_Cap_${rule["MinCapReqConstraint"]}`;
    const left = assigned.filter((row) => row[tag] === "1").reduce((total, row) => total.add(capacities.get(row["Resource"]!)!), sum());
    model.atLeast("least capacity", [rule["ConstraintDescription"]!], "MW", left, number(rule, "Min_MW"));
  }
  return model.build();
}

test("GenX three zones: clustered commitment, storage, reinforced lines with losses, a cap on carbon, least capacities", { skip }, async () => {
  const model = threeZones();
  const solution = await solver.solve(model, { limits: exactly });
  assert.equal(solution.status, "optimal");
  assert.deepEqual(
    certify(model, solution).filter(({ holds }) => !holds),
    [],
  );
  const millions = -solution.objective! / 1e6;
  assert.ok(Math.abs(millions - publishedMillions) <= 1e-5, `${millions}, published ${publishedMillions}`);
});
