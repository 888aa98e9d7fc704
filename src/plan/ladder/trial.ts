// What does one search of the ladder know? The stage's patched model, the best plan so far, the bound of all plans, and how much of its limits is used.

import { gapOf, type Patch, type Session, type Solution, type SolveLimits, type SolveOptions } from "../lp/solver.ts";

/** Seconds below which another small search is not worth its start. */
const leastSeconds = 1;

/** One stage on its way: every small search goes through it, so that better solutions, progress and limits stand in one place. */
export class Trial {
  readonly #session: Session;
  readonly #options: SolveOptions;
  readonly #stopped: () => boolean;
  /** Solution of all plans in fractions: its objective is a bound on every plan. */
  readonly relaxed: Solution;
  #patch: Required<Patch>;
  #values: Float64Array = new Float64Array();
  #objective = -Infinity;
  #bound: number;
  #nodes = 0;
  #seconds = 0;
  #late = false;

  constructor(session: Session, patch: Required<Patch>, options: SolveOptions, relaxed: Solution, stopped: () => boolean) {
    this.#session = session;
    this.#options = options;
    this.#stopped = stopped;
    this.#patch = patch;
    this.relaxed = relaxed;
    this.#bound = relaxed.objective!;
  }

  get patch(): Required<Patch> {
    return this.#patch;
  }

  /** Leaves columns out of the searches to come, unless the best plan uses them: they stay at their least. */
  restrict(columns: readonly number[]): void {
    const upper = Float64Array.from(this.#patch.upper);
    for (const column of columns) upper[column] = Math.max(this.#patch.lower[column]!, this.#values[column] ?? 0);
    this.#patch = { ...this.#patch, upper };
  }

  /** Column values of the best plan; empty while there is none. */
  get values(): Float64Array {
    return this.#values;
  }

  get objective(): number {
    return this.#objective;
  }

  get gap(): number {
    return this.#values.length === 0 ? Infinity : gapOf(this.#bound, this.#objective, this.#options.limits.atLeast);
  }

  get secondsLeft(): number {
    return this.#options.limits.seconds - this.#seconds;
  }

  /** Whether the gap is reached, the limits are used up, or the caller wants no more. */
  get over(): boolean {
    return this.gap <= this.#options.limits.gap || this.#late || this.#options.limits.nodes <= this.#nodes || this.#stopped();
  }

  /** Solves the stage with other bounds or whole numbers; a whole solution that is better is kept. `all`: every plan is among its solutions, so that its bound holds for all. */
  async solve(change: Patch, limits: Partial<SolveLimits>, { all = false, keep = true }: { readonly all?: boolean; readonly keep?: boolean } = {}): Promise<Solution> {
    const { onProgress, onIncumbent } = this.#options;
    const seconds = Math.min(limits.seconds ?? Infinity, this.secondsLeft);
    let last = 0;
    const whole = (change.integer ?? this.patch.integer).includes(1);
    const start = whole && keep && this.#values.length > 0 ? this.#start(change) : undefined;
    const solution = await this.#session.solve(
      {
        limits: { ...this.#options.limits, ...limits, seconds, nodes: Math.min(limits.nodes ?? Infinity, this.#options.limits.nodes - this.#nodes) },
        ...(start ? { start } : {}),
        onProgress: (progress) => {
          last = progress.seconds;
          const bound = all && progress.bound !== null ? Math.min(this.#bound, progress.bound) : this.#bound;
          const incumbent = Math.max(this.#objective, keep ? (progress.incumbent ?? -Infinity) : -Infinity);
          const known = incumbent > -Infinity;
          onProgress?.({
            seconds: this.#seconds + progress.seconds,
            incumbent: known ? incumbent : null,
            bound,
            gap: known ? gapOf(bound, incumbent, this.#options.limits.atLeast) : null,
            nodes: this.#nodes + progress.nodes,
          });
        },
        ...(onIncumbent && keep ? { onIncumbent: (values: Float64Array, objective: number) => objective > this.#objective && onIncumbent(values, objective) } : {}),
      },
      { ...this.patch, ...change },
    );
    this.#nodes += solution.nodes;
    this.#seconds += solution.stoppedByClock ? seconds : last;
    if (this.secondsLeft < leastSeconds) this.#late = true;
    if (all) this.#bound = Math.min(this.#bound, provedBy(solution, { ...this.#options.limits, ...limits }));
    if (keep) this.offer(solution);
    return solution;
  }

  /** Keeps a plan that is better than the best so far. */
  offer({ values, objective }: Pick<Solution, "values" | "objective">): void {
    if (values.length === 0 || objective === null || objective <= this.#objective) return;
    this.#values = values;
    this.#objective = objective;
    this.#options.onIncumbent?.(values, objective);
  }

  /** The stage's answer. */
  solution(): Solution {
    const found = this.#values.length > 0;
    const { gap: asked } = this.#options.limits;
    const reached = found && this.gap <= asked;
    return {
      status: reached ? (this.gap <= 1e-9 ? "optimal" : "gap") : this.#stopped() ? "interrupted" : "limit",
      objective: found ? this.#objective : null,
      bound: this.#bound,
      gap: found ? this.gap : null,
      nodes: this.#nodes,
      stoppedByClock: !reached && this.#late,
      values: this.#values,
      duals: new Float64Array(),
      reducedCosts: new Float64Array(),
    };
  }

  /** The best plan's whole numbers, where the changed bounds let them stand. */
  #start({ lower = this.patch.lower, upper = this.patch.upper, integer = this.patch.integer }: Patch): SolveOptions["start"] {
    const columns = [...integer.keys()].filter((column) => integer[column] === 1);
    const values = columns.map((column) => Math.round(this.#values[column]!));
    if (columns.some((column, position) => values[position]! < lower[column]! - 1e-9 || values[position]! > upper[column]! + 1e-9)) return undefined;
    return { indices: Int32Array.from(columns), values: Float64Array.from(values) };
  }
}

/** The bound that a search of everything ended with; a program that prints none, and ends within its gap, has proved that much. */
function provedBy({ status, objective, bound }: Solution, { gap, atLeast = 0 }: SolveLimits): number {
  if (bound !== null) return bound;
  return objective !== null && (status === "gap" || status === "optimal") ? objective + gap * Math.max(atLeast, Math.abs(objective)) : Infinity;
}
