// In which hours does the market call for less, and in which does the system peak?

/** Hours of a contract: how many a year, and how long one call may be. */
export interface CallTerms {
  readonly hoursPerYear: number;
  readonly callHours: number;
}

const hoursPerDay = 24;
const daysPerYear = 365;

/**
 * Hours in which a demand-response contract is called: each year of 365 days, on the days with the dearest stretch of `callHours`, until the year's hours are used;
 * the last call may be shorter. Scarcity is what both prices and calls follow; the calls are known to no one before.
 * @param prices energy price of each hour
 * @returns 1 in each hour that is called, else 0
 */
export function calledHours(prices: ArrayLike<number>, { hoursPerYear, callHours }: CallTerms): Uint8Array {
  const called = new Uint8Array(prices.length);
  const length = Math.min(hoursPerDay, Math.ceil(callHours));
  for (let year = 0; year * daysPerYear * hoursPerDay < prices.length; year += 1) {
    const first = year * daysPerYear;
    const days = Math.min(daysPerYear, Math.floor(prices.length / hoursPerDay) - first);
    // A part of a year at the end has that part of the hours.
    let left = Math.round((hoursPerYear * days) / daysPerYear);
    const stretches = Array.from({ length: days }, (_, day) => dearestStretch(prices, (first + day) * hoursPerDay, length)).toSorted(
      (one, other) => other.sum - one.sum || one.from - other.from,
    );
    for (const { from } of stretches) {
      if (left <= 0) break;
      const hours = Math.min(left, length);
      called.fill(1, from, from + hours);
      left -= hours;
    }
  }
  return called;
}

function dearestStretch(prices: ArrayLike<number>, day: number, length: number): { readonly from: number; readonly sum: number } {
  let best = { from: day, sum: Number.NEGATIVE_INFINITY };
  for (let from = day; from + length <= day + hoursPerDay; from += 1) {
    let sum = 0;
    for (let hour = from; hour < from + length; hour += 1) sum += prices[hour]!;
    if (sum > best.sum) best = { from, sum };
  }
  return best;
}

/**
 * The hour of each of some months in which the market's price is highest: it stands for the peak of the system, whose load the simulation does not know.
 * @param monthStarts first hour of each month of the calendar, and the end
 * @param firstMonth month of the year of the first, 0 for January
 * @param months months of the year, 1 for January
 * @returns hours, in the order of time
 */
export function coincidentHours(prices: ArrayLike<number>, monthStarts: Int32Array, firstMonth: number, months: readonly number[]): Int32Array {
  const hours: number[] = [];
  for (let month = 0; month + 1 < monthStarts.length; month += 1) {
    if (!months.includes(((firstMonth + month) % 12) + 1)) continue;
    let best = monthStarts[month]!;
    for (let hour = best; hour < monthStarts[month + 1]!; hour += 1) if (prices[hour]! > prices[best]!) best = hour;
    hours.push(best);
  }
  return Int32Array.from(hours);
}
