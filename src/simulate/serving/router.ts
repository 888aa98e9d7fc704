// Which replica gets a request that has just arrived?

import type { Stream } from "../../units/random.ts";
import type { Replica } from "./replica.ts";

/** Chooses among replicas that take requests (at least one), all of one pool, in order of their numbers. */
export type Router = (open: readonly Replica[], request: number) => Replica;

/** One after the other. Its state is the count of requests so far. */
export function roundRobin(): Router {
  let count = 0;
  return (open) => open[count++ % open.length]!;
}

/** The one with the fewest requests that have not left; the lowest number among equals. */
export function leastLoaded(): Router {
  return (open) => least(open);
}

/** The less loaded of two drawn at random, the first among equals. Mitzenmacher, IEEE TPDS 12(10), 2001. */
export function twoChoices(source: Stream): Router {
  return (open) => {
    const one = open[source.integer(open.length)]!;
    const other = open[source.integer(open.length)]!;
    return other.outstanding < one.outstanding ? other : one;
  };
}

/**
 * The one that still has most of the request's prefix, unless it has over `slack` requests more than the least loaded: that one then, and also
 * where nobody has any of it. As the routers of SGLang (2024) and NVIDIA Dynamo (2025) weigh reuse against load.
 */
export function prefixAffinity(slack: number): Router {
  return (open, request) => {
    const light = least(open);
    let best = light;
    let most = light.holdings.matched(request);
    for (const replica of open) {
      if (replica.outstanding > light.outstanding + slack) continue;
      const matched = replica.holdings.matched(request);
      if (matched > most || (matched === most && matched > 0 && replica.outstanding < best.outstanding)) {
        best = replica;
        most = matched;
      }
    }
    return best;
  };
}

function least(open: readonly Replica[]): Replica {
  let best = open[0]!;
  for (let at = 1; at < open.length; at++) if (open[at]!.outstanding < best.outstanding) best = open[at]!;
  return best;
}
