// Which tier of the network does a group of ranks cross, and what bandwidth does it find there?

import { hierarchicalAllReduce, inNetworkAllReduce, type Link, ringAllReduce, ringHalf, treeAllReduce } from "./collectives.ts";

/** One tier, from the scale-up domain outwards: NVLink domain, rails of a pod, spine. */
export interface Tier extends Link {
  /** Accelerators that reach each other without leaving the tier; Infinity for the last one. */
  readonly span: number;
  /** Its switches add in the network (NVLS, SHARP). */
  readonly reduces: boolean;
}

/** Ranks of one group: `size` of them, every `stride`-th accelerator. */
export interface Group {
  readonly size: number;
  readonly stride: number;
}

/** Members of a group inside one block of `span` accelerators: at least the member itself. */
export function membersWithin({ size, stride }: Group, span: number): number {
  return Math.max(1, Math.min(size, Math.floor(span / stride)));
}

/** The innermost tier that holds the whole group. */
export function tierOf(tiers: readonly Tier[], group: Group): Tier {
  return tiers.find(({ span }) => span >= group.size * group.stride) ?? tiers.at(-1)!;
}

/**
 * What a ring finds that runs through one block after the other. Where it leaves a block of q members, only one in q messages crosses,
 * and the q members share their ways out: the crossing carries q times a rank's bandwidth there. The narrowest tier counts.
 */
export function ringLink(tiers: readonly Tier[], group: Group): Link {
  const outer = tiers.indexOf(tierOf(tiers, group));
  let bytesPerSecond = Number.POSITIVE_INFINITY;
  for (let tier = 0; tier <= outer; tier += 1) {
    const inside = tier === 0 ? 1 : membersWithin(group, tiers[tier - 1]!.span);
    if (membersWithin(group, tiers[tier]!.span) === inside && tier < outer) continue;
    bytesPerSecond = Math.min(bytesPerSecond, tiers[tier]!.bytesPerSecond * inside);
  }
  return { bytesPerSecond, latencySeconds: tiers[outer]!.latencySeconds };
}

/** Seconds of an all-reduce by the best of ring, tree, two levels and, where the tier can, in the network. */
export function allReduceSeconds(tiers: readonly Tier[], group: Group, bytes: number): number {
  if (group.size === 1) return 0;
  const tier = tierOf(tiers, group);
  const ways = [ringAllReduce(group.size, bytes, ringLink(tiers, group)), treeAllReduce(group.size, bytes, tier)];
  if (tier.reduces) ways.push(inNetworkAllReduce(group.size, bytes, tier));
  const inner = membersWithin(group, tiers[0]!.span);
  if (inner > 1 && inner < group.size && group.size % inner === 0) {
    const across = ringLink(tiers, { size: group.size / inner, stride: group.stride * inner });
    ways.push(hierarchicalAllReduce(inner, group.size / inner, bytes, tiers[0]!, across));
  }
  return Math.min(...ways);
}

/** Seconds of a reduce-scatter or an all-gather of `bytes` in all, by a ring. */
export function halfReduceSeconds(tiers: readonly Tier[], group: Group, bytes: number): number {
  return group.size === 1 ? 0 : ringHalf(group.size, bytes, ringLink(tiers, group));
}
