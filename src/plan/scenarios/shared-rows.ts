// How do several scenarios stand in one linear programme? Each writes rows of its own; decisions they must take alike are the same column.

import { Expression, type LinearModel, ModelBuilder, type Rows } from "../lp/model.ts";

/** Name of the node that decides a column: "" for the root, which stands for all scenarios. */
export type NodeOf = (family: string, index: readonly string[]) => string;

interface Shared {
  readonly node: string;
  readonly family: string;
  readonly index: readonly string[];
  readonly column: number;
  lower: number;
  upper: number;
  /** Scenarios that have the column. */
  asked: number;
}

/** A column that several scenarios share. */
export interface SharedColumn {
  readonly node: string;
  readonly family: string;
  readonly index: readonly string[];
  readonly column: number;
}

/**
 * One model for all scenarios. Non-anticipativity holds by shared variables, not by equality rows (Birge and Louveaux, Introduction to
 * Stochastic Programming, 2011, section 2.4): the model is smaller, and no tolerance lets the scenarios drift apart.
 */
export class SharedModel {
  readonly builder = new ModelBuilder();
  readonly #shared = new Map<string, Shared>();
  /** Scenarios in each node. */
  readonly #sizes: ReadonlyMap<string, number>;

  constructor(sizes: ReadonlyMap<string, number>) {
    this.#sizes = sizes;
  }

  /** What scenario `id` writes to. `nodeOf` names the node that decides a column; the scenario's own id where it decides alone. */
  scenario(id: string, nodeOf: NodeOf): Rows & { readonly rewards: Expression } {
    const { builder } = this;
    const rewards = new Expression();
    const add = (kind: "column" | "whole", family: string, index: readonly string[], lower: number, upper: number): number => {
      const node = nodeOf(family, index);
      return node === id ? builder[kind](family, [id, ...index], lower, upper) : this.#share(kind, node, family, index, lower, upper);
    };
    return {
      rewards,
      column: (family, index, lower, upper) => add("column", family, index, lower, upper),
      whole: (family, index, lower, upper) => add("whole", family, index, lower, upper),
      atMost: (family, index, unit, left, right) => builder.atMost(family, [id, ...index], unit, left, right),
      atLeast: (family, index, unit, left, right) => builder.atLeast(family, [id, ...index], unit, left, right),
      equal: (family, index, unit, left, right) => builder.equal(family, [id, ...index], unit, left, right),
      reward: (expression, factor = 1) => void rewards.merge(expression, factor),
    };
  }

  #share(kind: "column" | "whole", node: string, family: string, index: readonly string[], lower: number, upper: number): number {
    const key = JSON.stringify([node, family, ...index]);
    const found = this.#shared.get(key);
    if (found) {
      found.lower = Math.max(found.lower, lower);
      found.upper = Math.min(found.upper, upper);
      found.asked += 1;
      return found.column;
    }
    const column = this.builder[kind](family, node === "" ? index : [node, ...index], lower, upper);
    this.#shared.set(key, { node, family, index, column, lower, upper, asked: 1 });
    return column;
  }

  get shared(): readonly SharedColumn[] {
    return [...this.#shared.values()];
  }

  /** The model with every shared column in the bounds of all its scenarios, and at nothing where one of them has it ruled out. */
  build(): LinearModel {
    const model = this.builder.build();
    const lower = Float64Array.from(model.lower);
    const upper = Float64Array.from(model.upper);
    for (const { node, family, index, column, lower: least, upper: most, asked } of this.#shared.values()) {
      lower[column] = least;
      upper[column] = asked < this.#sizes.get(node)! ? Math.min(most, 0) : most;
      if (lower[column]! > upper[column]!) throw new Error(`${family}[${index.join(", ")}]: what one scenario asks for at the least is more than another allows`);
    }
    return { ...model, lower, upper };
  }
}
