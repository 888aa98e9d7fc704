// How does a row-wise matrix become column-wise, or the other way round? Counted first, then filled: no list of lists.

export interface Sparse {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Entries by the other dimension, which has `count` places; within each, in the order of the old places. */
export function transposed({ starts, indices, values }: Sparse, count: number): Sparse {
  const to = new Int32Array(count + 1);
  const entries = starts[starts.length - 1]!;
  for (let at = 0; at < entries; at++) to[indices[at]! + 1]!++;
  for (let at = 0; at < count; at++) to[at + 1]! += to[at]!;
  const next = to.slice(0, count);
  const [crossed, moved] = [new Int32Array(entries), new Float64Array(entries)];
  for (let place = 0; place + 1 < starts.length; place++) {
    for (let at = starts[place]!; at < starts[place + 1]!; at++) {
      const where = next[indices[at]!]!++;
      crossed[where] = place;
      moved[where] = values[at]!;
    }
  }
  return { starts: to, indices: crossed, values: moved };
}
