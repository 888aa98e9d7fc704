// What does each stage of the power chain lose, at the load that it has, when units stand twice?

/**
 * One stage: units in parallel between the interconnection and the chip.
 * Losses of a stage of units of rating R that carries P out: standing x R x units + proportional x P + resistive x P^2 / (R x units).
 */
export interface PowerStage {
  readonly id: string;
  /** Where its heat goes: out of doors, into the hall, or into the rack (then it is part of IT power, which is measured at the rack). */
  readonly place: "yard" | "hall" | "rack";
  /** Output that one unit is built for, MW. */
  readonly unitMw: number;
  /** Lost at no load, over the unit's rating: core of a transformer, controls and fans of a converter. */
  readonly standing: number;
  /** Lost in proportion to what goes out: switching of a converter. */
  readonly proportional: number;
  /** Lost in the conductors at full load, over the unit's rating; it goes with the square of the load. */
  readonly resistive: number;
  /** N: as many units as the load needs; N+1: one more; 2N: twice as many. All of them share the load. */
  readonly redundancy: "N" | "N+1" | "2N";
}

/** A stage with its units counted: losses = constant + proportional x out + quadratic x out^2, MW. */
export interface StageLosses {
  readonly id: string;
  readonly place: PowerStage["place"];
  readonly units: number;
  readonly constantMw: number;
  readonly proportional: number;
  /** 1/MW. */
  readonly quadratic: number;
}

/**
 * A converter that is described by `in = (out + c) / efficiency`, as the Frontier digital twin describes rectifiers and DC-DC converters
 * (Brewer et al., SC24, arXiv 2410.05133): its losses are c / efficiency + out x (1 / efficiency - 1).
 * @param constantMw c of one unit
 */
export function converterStage(id: string, place: PowerStage["place"], unitMw: number, constantMw: number, efficiency: number): PowerStage {
  return { id, place, unitMw, standing: constantMw / efficiency / unitMw, proportional: 1 / efficiency - 1, resistive: 0, redundancy: "N" };
}

/** Units that a load needs, with those that stand by at work beside them. */
export function unitsOf({ unitMw, redundancy }: Pick<PowerStage, "unitMw" | "redundancy">, designMw: number): number {
  const needed = Math.max(1, Math.ceil(designMw / unitMw - 1e-9));
  if (redundancy === "N") return needed;
  return redundancy === "N+1" ? needed + 1 : 2 * needed;
}

/** Counts a stage's units for the most that it is to carry, MW, and puts their losses into one polynomial. */
export function lossesOf(stage: PowerStage, designMw: number, units: number = unitsOf(stage, designMw)): StageLosses {
  const ratingMw = units * stage.unitMw;
  return { id: stage.id, place: stage.place, units, constantMw: stage.standing * ratingMw, proportional: stage.proportional, quadratic: stage.resistive / ratingMw };
}

/** What a stage loses when `outMw` leaves it, MW. */
export function stageLosses({ constantMw, proportional, quadratic }: StageLosses, outMw: number): number {
  return constantMw + outMw * (proportional + quadratic * outMw);
}

/**
 * Power that must enter the chain for `outMw` to leave it: stages from the load outwards.
 * @param lostMw written: what each stage loses, MW, in the order of `stages`
 * @returns MW
 */
export function powerIn(stages: readonly StageLosses[], outMw: number, lostMw: Float64Array = new Float64Array(stages.length)): number {
  let carriedMw = outMw;
  for (let stage = 0; stage < stages.length; stage += 1) {
    const lost = stageLosses(stages[stage]!, carriedMw);
    lostMw[stage] = lost;
    carriedMw += lost;
  }
  return carriedMw;
}

/** What one kind of node draws: packages between idle and full, and parts that draw the same always. Watts. */
export interface NodePower {
  readonly accelerators: number;
  readonly acceleratorIdleW: number;
  readonly acceleratorMostW: number;
  readonly processorIdleW: number;
  readonly processorMostW: number;
  /** Memory, network cards, disks, boards. */
  readonly steadyW: number;
}

/**
 * Power of a node: idle + (most - idle) x utilisation, for accelerators and processor alike; straight lines, as the Frontier twin has them.
 * @param utilisation 0 to 1
 * @returns watts
 */
export function nodePower(node: NodePower, utilisation: number): number {
  const between = (idle: number, most: number) => idle + (most - idle) * utilisation;
  return node.accelerators * between(node.acceleratorIdleW, node.acceleratorMostW) + between(node.processorIdleW, node.processorMostW) + node.steadyW;
}

/** A machine of equal nodes behind its converters, with what draws power beside them. */
export interface MachinePower {
  readonly nodes: number;
  readonly node: NodePower;
  /** From the node outwards; `perUnit` nodes hang on one unit. */
  readonly converters: readonly { readonly stage: PowerStage; readonly perUnit: number }[];
  /** Switches, pumps, MW. */
  readonly steadyMw: number;
}

/** Power of a whole machine at a utilisation of 0 to 1, MW at the input of its outermost converter and of what draws beside it. */
export function machinePower({ nodes, node, converters, steadyMw }: MachinePower, utilisation: number): number {
  const stages = converters.map(({ stage, perUnit }) => lossesOf(stage, 0, nodes / perUnit));
  return powerIn(stages, (nodes * nodePower(node, utilisation)) / 1e6) + steadyMw;
}
