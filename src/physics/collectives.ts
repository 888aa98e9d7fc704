// How long does a group of accelerators take to exchange data? Alpha-beta costs: n ranks, S bytes, latency alpha, bandwidth B of a rank.

/** One rank's way out: bytes per second in one direction that a large transfer reaches, and the latency of one hop. */
export interface Link {
  readonly bytesPerSecond: number;
  readonly latencySeconds: number;
}

/**
 * Ring all-reduce: 2 (n-1) alpha + 2 (n-1)/n S/B. Patarasuk and Yuan, JPDC 69(2), 2009. Nothing for one rank, as in all that follow.
 * @returns seconds
 */
export function ringAllReduce(ranks: number, bytes: number, link: Link): number {
  return 2 * ringHalf(ranks, bytes, link);
}

/** Ring reduce-scatter or all-gather of S bytes in all: (n-1) alpha + (n-1)/n S/B, half of the all-reduce. */
export function ringHalf(ranks: number, bytes: number, { bytesPerSecond, latencySeconds }: Link): number {
  return (ranks - 1) * latencySeconds + (((ranks - 1) / ranks) * bytes) / bytesPerSecond;
}

/** All-reduce by a pair of trees: 2 log2(n) alpha + 2 S/B. Sanders, Speck and Träff, Parallel Computing 35(12), 2009. */
export function treeAllReduce(ranks: number, bytes: number, { bytesPerSecond, latencySeconds }: Link): number {
  return ranks === 1 ? 0 : 2 * Math.log2(ranks) * latencySeconds + (2 * bytes) / bytesPerSecond;
}

/** All-reduce by switches that add (NVLS, SHARP): 2 alpha + S/B, each rank sending once and receiving once. Graham et al., COM-HPC 2016. */
export function inNetworkAllReduce(ranks: number, bytes: number, { bytesPerSecond, latencySeconds }: Link): number {
  return ranks === 1 ? 0 : 2 * latencySeconds + bytes / bytesPerSecond;
}

/** All-to-all where each rank holds S bytes: (n-1) alpha + (n-1)/n S/B. Thakur, Rabenseifner and Gropp, 2005. */
export function allToAll(ranks: number, bytes: number, link: Link): number {
  return ringHalf(ranks, bytes, link);
}

/**
 * All-reduce in two levels: reduce-scatter among `inner` ranks, all-reduce of a share among `outer` groups, all-gather among `inner`.
 * Cho et al., BlueConnect, MLSys 2019.
 */
export function hierarchicalAllReduce(inner: number, outer: number, bytes: number, near: Link, far: Link): number {
  return 2 * ringHalf(inner, bytes, near) + ringAllReduce(outer, bytes / inner, far);
}

/** One message to one neighbour. */
export function sendSeconds(bytes: number, { bytesPerSecond, latencySeconds }: Link): number {
  return latencySeconds + bytes / bytesPerSecond;
}
