// In which order do things of a programme stand in the model?

/** Entries by their ids, the same on every machine. */
export function byId(one: readonly [string, unknown], other: readonly [string, unknown]): number {
  return one[0] < other[0] ? -1 : 1;
}
