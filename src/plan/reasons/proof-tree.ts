// Can these rules hold together? A tree of linear programmes that ends in a solution, or in a proof that tells which rules carry it; every limit is counted.

import type { LinearModel } from "../lp/model.ts";
import type { Session, SolveLimits, Solver } from "../lp/solver.ts";
import { InterruptedError } from "../no-plan.ts";
import { type Bounds, boundsWithout, type Rule } from "./rules.ts";

export type Verdict =
  /** `values`: columns that keep the rules, whole numbers whole. */
  | { readonly holds: true; readonly values: Float64Array }
  /** `rules`: those that carry the proof; the others have no part in it. */
  | { readonly holds: false; readonly rules: ReadonlySet<Rule> }
  /** The limits ended the search. */
  | { readonly holds: undefined };

/** Linear programmes of one verdict, and simplex iterations of each. On the reference programme a first proof takes 25 to 60 of them, of up to 1,700 iterations. */
const programmesAtMost = 150;
const each: SolveLimits = { gap: 0, nodes: 1, iterations: 5_000, seconds: 600, seed: 1 };
/** Where the tree does not end, a search of the solver's own. */
const search: SolveLimits = { gap: 1, nodes: 200, iterations: 30_000, seconds: 600, seed: 1 };
/** Simplex iterations of all verdicts together. */
const iterationsAtMost = 200_000;

/** What is decided first: where a run is, which power is there; then what is built. */
const order: Readonly<Record<string, number>> = { campus: 0, "power.option": 1, "site.open": 2, "build.busy": 4 };
const otherwise = 3;

/** A multiplier, as a share of the largest, up to which it is floating point; and the distance from a whole number that is none. */
const rounding = 1e-9;
const fraction = 1e-6;

/** Why a part of the tree holds no solution: rules, and the decisions above it (by number) that the proof speaks of. */
interface Reason {
  readonly rules: ReadonlySet<Rule>;
  readonly sides: ReadonlySet<number>;
}

/** A proof: by one linear programme, or by both sides of a decision. */
interface Proof extends Reason {
  readonly decision?: Decision;
}

/** A whole-number column is at least `value`, or less. */
interface Decision {
  readonly column: number;
  readonly value: number;
  readonly up: Side;
  readonly down: Side;
}

interface Side {
  readonly number: number;
  readonly proof: Proof | undefined;
}

type Part = { readonly values: Float64Array } | Proof | undefined;

/** Holds a model (its objective counts for nothing) and its rules. What one verdict has proved the next ones need not prove again: only where a rule is gone that carried it. */
export class ProofTree {
  readonly #model: LinearModel;
  readonly #rules: readonly Rule[];
  readonly #solver: Solver;
  readonly #signal: AbortSignal | undefined;
  readonly #bare: LinearModel;
  readonly #ofRow = new Map<number, Rule>();
  readonly #ofLower = new Map<number, Rule>();
  readonly #ofUpper = new Map<number, Rule>();
  #linear: Session | undefined;
  #whole: Session | undefined;
  #proof: Proof | undefined;
  #iterations = 0;
  #sides = 0;
  // Of the verdict being sought: its rules, bounds with the decisions above, and the number of the decision that set a column's bound last.
  #kept: ReadonlySet<Rule> = new Set();
  #bounds: Bounds;
  #lowerBy = new Map<number, number>();
  #upperBy = new Map<number, number>();
  #left = 0;
  #loaded = false;

  constructor(model: LinearModel, rules: readonly Rule[], solver: Solver, signal?: AbortSignal) {
    this.#model = model;
    this.#rules = rules;
    this.#solver = solver;
    this.#signal = signal;
    this.#bare = { ...model, cost: new Float64Array(model.cost.length), offset: 0 };
    this.#bounds = model;
    for (const rule of rules) {
      for (const row of rule.rows) this.#ofRow.set(row, rule);
      for (const column of rule.lower) this.#ofLower.set(column, rule);
      for (const column of rule.upper) this.#ofUpper.set(column, rule);
    }
  }

  /** Whether the rules can be kept together, whatever becomes of all others. */
  async verdict(kept: ReadonlySet<Rule>): Promise<Verdict> {
    const part = await this.#grown(kept, programmesAtMost, (old) => this.#part(old));
    if (part && !("values" in part)) {
      this.#proof = part;
      return { holds: false, rules: part.rules };
    }
    if (part) return { holds: true, values: part.values };
    if (this.#iterations >= iterationsAtMost) return { holds: undefined };
    this.#whole ??= await this.#solver.open(this.#bare);
    const { status, values, iterations = 0 } = await this.#whole.solve({ limits: search }, boundsWithout(this.#model, this.#gone(kept)));
    this.#iterations += iterations;
    if (values.length > 0) return { holds: true, values };
    return status === "infeasible" ? { holds: false, rules: kept } : { holds: undefined };
  }

  /** The same where fractions of whole numbers will do. */
  async inFractions(kept: ReadonlySet<Rule>): Promise<Verdict> {
    const part = await this.#grown(kept, 1, () => this.#solved());
    if (part === undefined) return { holds: undefined };
    return "values" in part ? { holds: true, values: part.values } : { holds: false, rules: part.rules };
  }

  async close(): Promise<void> {
    await this.#linear?.close();
    await this.#whole?.close();
  }

  #gone(kept: ReadonlySet<Rule>): Rule[] {
    return this.#rules.filter((rule) => !kept.has(rule));
  }

  async #grown(kept: ReadonlySet<Rule>, programmes: number, grow: (old: Proof | undefined) => Promise<Part>): Promise<Part> {
    this.#linear ??= await this.#solver.open({ ...this.#bare, integer: new Uint8Array(this.#model.integer.length) });
    this.#kept = kept;
    this.#bounds = boundsWithout(this.#model, this.#gone(kept));
    this.#left = programmes;
    this.#loaded = false;
    return grow(this.#proof);
  }

  /** The part of the tree within the present bounds. Where the proof of one side of a decision does not speak of that decision, it is one of the whole part. */
  async #part(old: Proof | undefined): Promise<Part> {
    if (old && [...old.rules].every((rule) => this.#kept.has(rule))) return old;
    let decision = old?.decision;
    if (decision === undefined) {
      const part = await this.#solved();
      if (part === undefined || !("values" in part)) return part;
      const column = this.#fractional(part.values);
      if (column === undefined) return part;
      const side = (): Side => ({ number: this.#sides++, proof: undefined });
      decision = { column, value: Math.ceil(part.values[column]! - fraction), up: side(), down: side() };
    }
    const { column, value, up, down } = decision;
    // Up before down: what is required needs things built.
    const above = await this.#within(column, this.#bounds.lower, this.#lowerBy, value, up);
    if (!above || "values" in above || !above.sides.has(up.number)) return above;
    const below = await this.#within(column, this.#bounds.upper, this.#upperBy, value - 1, down);
    if (!below || "values" in below || !below.sides.has(down.number)) return below;
    return {
      rules: new Set([...above.rules, ...below.rules]),
      sides: new Set([...above.sides, ...below.sides].filter((number) => number !== up.number && number !== down.number)),
      decision: { column, value, up: { ...up, proof: above }, down: { ...down, proof: below } },
    };
  }

  async #within(column: number, bounds: Float64Array, by: Map<number, number>, value: number, { number, proof }: Side): Promise<Part> {
    const [before, known] = [bounds[column]!, by.get(column)];
    bounds[column] = value;
    by.set(column, number);
    const part = await this.#part(proof);
    bounds[column] = before;
    if (known === undefined) by.delete(column);
    else by.set(column, known);
    return part;
  }

  /** One linear programme. */
  async #solved(): Promise<Part> {
    InterruptedError.check(this.#signal, "while looking for the rules that conflict");
    if (this.#left-- <= 0 || this.#iterations >= iterationsAtMost) return undefined;
    const { lower, upper, rowLower, rowUpper } = this.#bounds;
    const { status, values, ray, iterations = 0 } = await this.#linear!.solve({ limits: each, proof: true }, { lower, upper, ...(this.#loaded ? {} : { rowLower, rowUpper }) });
    this.#loaded = true;
    this.#iterations += iterations;
    if (status === "infeasible") return this.#reason(ray);
    return values.length === 0 ? undefined : { values };
  }

  /** The fractional column that is decided first: of campuses one of the run that is spread most, of the rest the largest fraction of its kind. */
  #fractional(values: Float64Array): number | undefined {
    const { integer, columns } = this.#model;
    const largest = new Map<string, number>();
    const candidates: { column: number; run: string | undefined; at: number; part: number }[] = [];
    for (const [column, flag] of integer.entries()) {
      if (flag === 0) continue;
      const { family, index } = columns.key(column);
      const run = family === "campus" ? index[0] : undefined;
      if (run !== undefined) largest.set(run, Math.max(largest.get(run) ?? 0, values[column]!));
      const part = values[column]! - Math.floor(values[column]!);
      if (part > fraction && part < 1 - fraction) candidates.push({ column, run, at: order[family] ?? otherwise, part });
    }
    const spread = (run: string | undefined): number => (run === undefined ? 0 : (largest.get(run) ?? 0));
    return candidates.toSorted((one, other) => one.at - other.at || spread(one.run) - spread(other.run) || other.part - one.part || one.column - other.column)[0]?.column;
  }

  /**
   * Rules and decisions with a part in a proof: rows by their multipliers, bounds by what the multipliers make of their columns (Farkas, as in `lp/certificates.ts`).
   * All have where there is no ray, or where what is left of it without rounding proves nothing.
   */
  #reason(ray: Float64Array | undefined): Proof {
    const { starts, indices, values } = this.#model;
    const { lower, upper, rowLower, rowUpper } = this.#bounds;
    const rules = new Set<Rule>();
    const sides = new Set<number>();
    const multipliers = ray ?? new Float64Array();
    const largest = multipliers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const [sum, size] = [new Float64Array(lower.length), new Float64Array(lower.length)];
    // Any x has the combined rows at least `atLeast`, and within the columns' bounds at most `atMost`.
    let [atLeast, atMost, terms] = [0, 0, 0];
    for (const [row, given] of multipliers.entries()) {
      const multiplier = given / largest;
      if (!(Math.abs(multiplier) > rounding)) continue;
      const side = multiplier * (multiplier > 0 ? rowLower[row]! : rowUpper[row]!);
      [atLeast, terms] = [atLeast + side, Math.max(terms, Math.abs(side))];
      const rule = this.#ofRow.get(row);
      if (rule) rules.add(rule);
      for (let at = starts[row]!; at < starts[row + 1]!; at++) {
        const term = multiplier * values[at]!;
        sum[indices[at]!]! += term;
        size[indices[at]!] = Math.max(size[indices[at]!]!, Math.abs(term));
      }
    }
    for (const [column, factor] of sum.entries()) {
      if (Math.abs(factor) <= rounding * size[column]!) continue;
      const part = factor * (factor > 0 ? upper : lower)[column]!;
      [atMost, terms] = [atMost + part, Math.max(terms, Math.abs(part))];
      const side = (factor > 0 ? this.#upperBy : this.#lowerBy).get(column);
      const rule = (factor > 0 ? this.#ofUpper : this.#ofLower).get(column);
      if (side !== undefined) sides.add(side);
      else if (rule) rules.add(rule);
    }
    if (atLeast - atMost > rounding * terms) return { rules, sides };
    return { rules: this.#kept, sides: new Set([...this.#lowerBy.values(), ...this.#upperBy.values()]) };
  }
}
