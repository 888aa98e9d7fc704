// At which rate are flows worth nothing? One rate, several, or none: never a number that hides which.

/** Internal rates of return a year, compounded yearly. */
export type InternalRate =
  | { readonly kind: "unique"; readonly rate: number }
  /** Lowest first: which of them is meant is not for arithmetic to say. */
  | { readonly kind: "multiple"; readonly rates: readonly number[] }
  | { readonly kind: "none" };

/**
 * Internal rates of evenly spaced flows: every root above -99 % and below 10,000 % a year of
 * `sum of flow[t] x (1 + rate)^(-t / periodsPerYear)`. With x = (1 + rate)^(-1 / periodsPerYear) that is a polynomial; between
 * two neighbouring roots of its derivative it is monotone, so that bisection finds every root that there is.
 * @param flows money by period, any unit; the first is not discounted
 */
export function internalRate(flows: readonly number[], periodsPerYear: number): InternalRate {
  const last = flows.findLastIndex((flow) => flow !== 0);
  const size = flows.reduce((most, flow) => Math.max(most, Math.abs(flow)), 0);
  if (last < 1) return { kind: "none" };
  const coefficients = flows.slice(0, last + 1).map((flow) => flow / size);
  const [least, most] = [(1 + highest) ** (-1 / periodsPerYear), (1 + lowest) ** (-1 / periodsPerYear)];
  const rates = rootsOf(coefficients, least, most)
    .map((x) => x ** -periodsPerYear - 1)
    .toSorted((a, b) => a - b);
  if (rates.length === 0) return { kind: "none" };
  return rates.length === 1 ? { kind: "unique", rate: rates[0]! } : { kind: "multiple", rates };
}

const lowest = -0.99;
const highest = 100;

/** Real roots of a polynomial (coefficients by rising power) within an interval, each once, in order. */
function rootsOf(coefficients: readonly number[], from: number, to: number): number[] {
  if (coefficients.length < 2) return [];
  const turns = rootsOf(
    coefficients.slice(1).map((factor, power) => factor * (power + 1)),
    from,
    to,
  );
  const ends = [from, ...turns, to];
  const roots: number[] = [];
  for (let piece = 1; piece < ends.length; piece++) {
    const [low, high] = [ends[piece - 1]!, ends[piece]!];
    const [atLow, atHigh] = [valueOf(coefficients, low), valueOf(coefficients, high)];
    // A root where the curve only touches zero stands at a turn.
    const root = touches(coefficients, low) && piece > 1 ? low : atLow * atHigh < 0 ? bisect(coefficients, low, high) : undefined;
    if (root !== undefined && !(roots.length > 0 && root - roots.at(-1)! <= 1e-9 * root)) roots.push(root);
  }
  return roots;
}

function bisect(coefficients: readonly number[], from: number, to: number): number {
  let [low, high] = [from, to];
  const sign = Math.sign(valueOf(coefficients, low));
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (Math.sign(valueOf(coefficients, middle)) === sign) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Zero within what the sum's own rounding leaves open. */
function touches(coefficients: readonly number[], x: number): boolean {
  let size = 0;
  for (const [power, factor] of coefficients.entries()) size += Math.abs(factor) * x ** power;
  return Math.abs(valueOf(coefficients, x)) <= 1e-13 * size;
}

function valueOf(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let power = coefficients.length - 1; power >= 0; power--) value = value * x + coefficients[power]!;
  return value;
}
