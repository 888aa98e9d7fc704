// How long are the pauses between the tokens of a request, over all requests?

/** Values up to this many microseconds have a bin each; above, a power of two is cut into half as many. */
const fine = 256;
const half = fine / 2;
/** Bins up to 2^31 microseconds: 36 minutes. */
const bins = fine + 24 * half;

/** Counts of gaps in bins of at most 0.8 %, after HdrHistogram (Tene, 2012). Whole numbers throughout: the order of adding does not matter. */
export class Gaps {
  readonly counts = new Float64Array(bins);

  /** Adds `weight` gaps of so many picoseconds. */
  add(picoseconds: number, weight: number): void {
    this.counts[binOf(picoseconds)]! += weight;
  }

  /** Adds `weight` gaps for each of `steps` steps that take `first`, `first + more`, `first + 2 more` ... whole picoseconds. */
  addRun(first: number, more: number, steps: number, weight: number): void {
    let left = steps;
    let at = first;
    while (left > 0) {
      const bin = binOf(at);
      const inside = more === 0 || bin === bins - 1 ? left : Math.min(left, Math.ceil((lowerEdge(bin + 1) * 1e6 - at) / more));
      this.counts[bin]! += weight * inside;
      left -= inside;
      at += more * inside;
    }
  }

  addAll(other: Gaps): void {
    for (let bin = 0; bin < bins; bin++) this.counts[bin]! += other.counts[bin]!;
  }

  /** Seconds that a share of all gaps does not exceed, straight within a bin; NaN without gaps. */
  quantile(share: number): number {
    let total = 0;
    for (const count of this.counts) total += count;
    if (total === 0) return NaN;
    const wanted = share * total;
    let below = 0;
    for (let bin = 0; bin < bins; bin++) {
      const count = this.counts[bin]!;
      if (count > 0 && below + count >= wanted) return (lowerEdge(bin) + ((lowerEdge(bin + 1) - lowerEdge(bin)) * (wanted - below)) / count) / 1e6;
      below += count;
    }
    return lowerEdge(bins) / 1e6;
  }
}

function binOf(picoseconds: number): number {
  const micros = Math.floor(picoseconds / 1e6);
  if (micros < fine) return micros;
  if (micros >= 2147483648) return bins - 1;
  const shift = 24 - Math.clz32(micros);
  return fine + (shift - 1) * half + (micros >> shift) - half;
}

/** Whole microseconds at which a bin begins. */
function lowerEdge(bin: number): number {
  if (bin < fine) return bin;
  const shift = Math.floor((bin - fine) / half) + 1;
  return (((bin - fine) % half) + half) * 2 ** shift;
}
