// Which known word was meant by one that is not known?

/**
 * The candidate nearest to `word`, by the number of letters to insert, delete, replace or swap; letter case counts a little.
 * @returns undefined when nothing is near: more than a third of the letters (at least one) would have to change
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(Math.min(word.length, 60) / 3)) + 0.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const found = distance(word.slice(0, 60).toLowerCase(), candidate.slice(0, 60).toLowerCase()) + (word.toLowerCase() === candidate.toLowerCase() ? 0.1 : 0);
    if (found < least) {
      least = found;
      best = candidate;
    }
  }
  return best;
}

/** `, did you mean "x"?` or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `, did you mean "${found}"?`;
}

/** Three rows of {@link distance}, each long enough for the longest word that is looked at. */
const rows = [new Uint8Array(61), new Uint8Array(61), new Uint8Array(61)] as const;

/** Optimal string alignment distance (Damerau 1964, restricted): each pair of letters is swapped at most once. Words of at most 60 letters. */
function distance(one: string, other: string): number {
  let [before, last, next] = rows;
  for (let column = 0; column <= other.length; column++) last[column] = column;
  for (let row = 1; row <= one.length; row++) {
    next[0] = row;
    const letter = one.charCodeAt(row - 1);
    const earlier = row > 1 ? one.charCodeAt(row - 2) : -1;
    for (let column = 1; column <= other.length; column++) {
      let least = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (letter === other.charCodeAt(column - 1) ? 0 : 1));
      if (column > 1 && letter === other.charCodeAt(column - 2) && earlier === other.charCodeAt(column - 1)) least = Math.min(least, before[column - 2]! + 1);
      next[column] = least;
    }
    [before, last, next] = [last, next, before];
  }
  return last[other.length]!;
}
