// How are many outcomes told in a few numbers? Quantiles, an interval of a probability, and what share of the spread one cause has.

/** One value with its probability. */
export interface Weighted {
  readonly value: number;
  readonly probability: number;
}

/**
 * The least value that is not exceeded with at least probability `p`: an order statistic, never a value in between (inverse of the empirical distribution function; Hyndman and Fan,
 * The American Statistician 50, 1996, definition 1). Infinity stands for what never comes. NaN when there is nothing.
 */
export function quantile(values: readonly Weighted[], p: number): number {
  const sorted = values.toSorted((one, other) => (one.value < other.value ? -1 : one.value > other.value ? 1 : 0));
  const all = sorted.reduce((sum, { probability }) => sum + probability, 0);
  let sum = 0;
  for (const { value, probability } of sorted) {
    sum += probability;
    // What was added up in another order may lack a last bit.
    if (sum >= p * all * (1 - 1e-12)) return value;
  }
  return sorted.at(-1)?.value ?? Number.NaN;
}

export function mean(values: readonly Weighted[]): number {
  const all = values.reduce((sum, { probability }) => sum + probability, 0);
  return values.reduce((sum, { value, probability }) => sum + value * probability, 0) / all;
}

/** Quantile 0.975 of the standard normal distribution. */
const z95 = 1.959963984540054;

/** The 95 % interval of a probability of which `hits` in `trials` were seen (Wilson, Journal of the American Statistical Association 22, 1927, pp. 209-212). */
export function wilson(hits: number, trials: number): { readonly low: number; readonly high: number } {
  const share = hits / trials;
  const square = z95 ** 2;
  const centre = (share + square / (2 * trials)) / (1 + square / trials);
  const half = (z95 / (1 + square / trials)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials ** 2));
  // At no hit and at nothing but hits the interval ends there exactly.
  return { low: hits === 0 ? 0 : centre - half, high: hits === trials ? 1 : centre + half };
}

/** What an outcome is on the average where a cause is low and where it is high. */
export interface Influence {
  /** Mean of the cause, and of the outcome, in its lowest and its highest class. */
  readonly low: { readonly cause: number; readonly outcome: number };
  readonly high: { readonly cause: number; readonly outcome: number };
  /** First-order index: share of the outcome's variance that goes when the cause is known; 0 to 1. */
  readonly share: number;
}

/**
 * Conditional means and the first-order index, from futures that vary in everything at once ("given data": Plischke, Borgonovo and Smith, European Journal of Operational Research 226,
 * 2013, pp. 536-550): futures are put in classes of the cause, each of its values where it has few, else up to ten of equal size. The variance between classes over all variance is
 * too large by what classes of few futures differ by chance; Kelley's epsilon squared (Proceedings of the National Academy of Sciences 21, 1935, pp. 554-559) takes that away.
 * @param causes one number a future, as long as `outcomes`
 * @returns undefined where the outcome, or the cause, is the same in all futures, or there are fewer than eight
 */
export function influence(causes: readonly number[], outcomes: readonly number[]): Influence | undefined {
  const size = causes.length;
  if (size < 8) return undefined;
  const order = [...causes.keys()].toSorted((one, other) => causes[one]! - causes[other]! || one - other);
  return between(classesOf(order, causes), causes, outcomes);
}

/** The same for a cause that is a name and not an amount, such as a seed: each is a class, and low and high are those with the least and the greatest mean outcome. */
export function influenceOfNames(causes: readonly number[], outcomes: readonly number[]): Influence | undefined {
  const classes = byValue([...causes.keys()], causes);
  return between(
    classes.toSorted((one, other) => meanOver(one, outcomes) - meanOver(other, outcomes)),
    causes,
    outcomes,
  );
}

function between(classes: readonly (readonly number[])[], causes: readonly number[], outcomes: readonly number[]): Influence | undefined {
  const size = causes.length;
  const centre = outcomes.reduce((sum, value) => sum + value, 0) / size;
  const spread = outcomes.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  if (classes.length < 2 || !(spread > 1e-18 * size * centre ** 2)) return undefined;
  const amongClasses = classes.reduce((sum, members) => sum + members.length * (meanOver(members, outcomes) - centre) ** 2, 0);
  const share = size > classes.length ? 1 - ((size - 1) / (size - classes.length)) * (1 - amongClasses / spread) : 0;
  const end = (members: readonly number[]) => ({ cause: meanOver(members, causes), outcome: meanOver(members, outcomes) });
  return { low: end(classes[0]!), high: end(classes.at(-1)!), share: Math.min(1, Math.max(0, share)) };
}

/** Classes of a cause, lowest first: positions of futures. */
function classesOf(order: readonly number[], causes: readonly number[]): number[][] {
  const most = Math.min(10, Math.max(2, Math.floor(order.length / 20)));
  const distinct = byValue(order, causes);
  if (distinct.length <= most) return distinct;
  return Array.from({ length: most }, (_, at) => order.slice(Math.round((at * order.length) / most), Math.round(((at + 1) * order.length) / most)));
}

function byValue(order: readonly number[], causes: readonly number[]): number[][] {
  const distinct = new Map<number, number[]>();
  for (const position of order) {
    const before = distinct.get(causes[position]!);
    if (before) before.push(position);
    else distinct.set(causes[position]!, [position]);
  }
  return [...distinct.values()];
}

function meanOver(members: readonly number[], values: readonly number[]): number {
  return members.reduce((sum, member) => sum + values[member]!, 0) / members.length;
}
