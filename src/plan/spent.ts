// What was really spent at a site, and by how much is that more than its decisions come to?

/**
 * Spending of each quarter that is not in the decisions, cents: where a sum to date is given, it less what was spent before it and what the
 * decisions come to since. Later quarters go on with what the decisions come to.
 * @param planned by quarter
 * @param toDate sums to the end of quarters; undefined where nothing is known
 */
export function differences(planned: readonly number[], toDate: readonly (number | undefined)[]): number[] {
  let spent = 0;
  return planned.map((cents, t) => {
    const difference = toDate[t] === undefined ? 0 : toDate[t] - spent - cents;
    spent += cents + difference;
    return difference;
  });
}
