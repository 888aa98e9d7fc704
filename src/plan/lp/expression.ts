// What is a sum of columns? Their numbers, their coefficients, and a constant.

export class Expression {
  readonly columns: number[] = [];
  readonly factors: number[] = [];
  constant = 0;
  /** The model whose columns these are, when it made the expression: then no other model takes it. */
  readonly model: object | undefined;

  constructor(model?: object) {
    this.model = model;
  }

  add(column: number, factor = 1): this {
    if (factor !== 0) {
      this.columns.push(column);
      this.factors.push(factor);
    }
    return this;
  }

  plus(value: number): this {
    this.constant += value;
    return this;
  }

  /** Adds `factor` times another expression. */
  merge(other: Expression, factor = 1): this {
    if (this.model !== undefined && other.model !== undefined && this.model !== other.model) throw new Error("two expressions of different models are added up");
    for (let i = 0; i < other.columns.length; i++) this.add(other.columns[i]!, factor * other.factors[i]!);
    this.constant += factor * other.constant;
    return this;
  }
}

/** An empty sum. `ModelBuilder.sum` makes one that no other model takes. */
export const sum = (): Expression => new Expression();
