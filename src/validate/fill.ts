// How much of a cluster's accelerators is given out when jobs of one host come one after another and none ever leaves?

import type { JobTrace, NodeTrace } from "../record/trace.ts";
import { stream } from "../units/random.ts";

/** A cluster and what is asked of it: others' data, which the package does not carry. */
export interface Cluster {
  readonly nodes: NodeTrace;
  readonly pods: JobTrace;
}

/**
 * How a pod chooses among the places that have room: fragmentation gradient descent with scores in whole points, as the scheduler's framework has them, or
 * with the exact growth of fragments; or the node with least left. Among equals the first in the list.
 */
export type Filling = "fgd" | "fgd-exact" | "best-fit";

export interface Filled {
  /** Accelerators of which anything is given out, and all. */
  readonly touched: number;
  readonly accelerators: number;
  /** Thousandths given out, as a share of all. */
  readonly share: number;
  readonly pods: number;
  readonly refused: number;
}

/** What a pod wants; a kind is wanted by so large a share of the pods. */
interface Kind {
  readonly cores: number;
  readonly memory: number;
  /** Of each accelerator, thousandths; 0 for none. */
  readonly milli: number;
  readonly count: number;
  /** Models it may have, empty for any. */
  readonly models: readonly string[];
  share: number;
}

const whole = 1000;

/** The authors' score, 0 to 100 whole points, of a growth of fragments in thousandths; turned round, so that less is better. */
const points = (growth: number): number => -Math.floor(100 / (1 + Math.exp(growth / whole)));

/**
 * Weng et al., Beware of Fragmentation, USENIX ATC 2023, as its authors replay it: the pods in random order, pods drawn from them again until `load` of the
 * accelerators is asked for, each to where it does least harm, or refused. Processors, memory and models are kept too.
 * @param load thousandths asked for over those there are
 */
export function fill({ nodes, pods }: Cluster, filling: Filling, load: number, seed: number): Filled {
  const draws = stream(seed, "fill", "pods");
  const { kinds, kindOf } = kindsOf(pods);
  const cluster = new Hosts(nodes, kinds, filling);
  const order = pods.names.map((_, pod) => pod);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = draws.integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  let asked = pods.milliAccelerators.reduce((sum, milli) => sum + milli, 0);
  for (;;) {
    const pod = draws.integer(pods.names.length);
    if (asked + pods.milliAccelerators[pod]! > load * whole * cluster.accelerators) break;
    asked += pods.milliAccelerators[pod]!;
    order.push(pod);
  }
  let refused = 0;
  for (const pod of order) if (!cluster.place(kindOf[pod]!)) refused += 1;
  return { ...cluster.given(), accelerators: cluster.accelerators, pods: order.length, refused };
}

function kindsOf(pods: JobTrace): { readonly kinds: readonly Kind[]; readonly kindOf: Int32Array } {
  const kinds: Kind[] = [];
  const known = new Map<string, number>();
  const kindOf = Int32Array.from(pods.milliAccelerators, (all, pod) => {
    const [cores, memory] = [Math.max(0, pods.milliCores[pod]!), Math.max(0, pods.memoryMib?.[pod] ?? 0)];
    const models = pods.models[pods.model[pod]!] ?? "";
    const key = `${cores} ${memory} ${all} ${models}`;
    let kind = known.get(key);
    if (kind === undefined) {
      kind = kinds.length;
      known.set(key, kind);
      kinds.push({ cores, memory, milli: Math.min(all, whole), count: Math.ceil(all / whole), models: models.split("|").filter((name) => name !== ""), share: 0 });
    }
    kinds[kind]!.share += 1 / pods.names.length;
    return kind;
  });
  return { kinds, kindOf };
}

/** The hosts as they fill. What a kind would do to a host is kept until that host changes. */
class Hosts {
  readonly accelerators: number;
  readonly #kinds: readonly Kind[];
  /** Kinds that differ in nothing that fragmentation sees: memory is not looked at there. */
  readonly #demands: readonly Kind[];
  readonly #filling: Filling;
  readonly #mostCores: number;
  readonly #mostAccelerators: number;
  readonly #cores: Float64Array;
  readonly #memory: Float64Array;
  /** Thousandths left of each accelerator, by host. */
  readonly #left: readonly Float64Array[];
  readonly #model: readonly string[];
  readonly #changes: Int32Array;
  /** By kind: the change at which each host was looked at, the harm there, and the accelerator. */
  readonly #looked: Int32Array[];
  readonly #harm: Float64Array[];
  readonly #card: Int8Array[];

  constructor(nodes: NodeTrace, kinds: readonly Kind[], filling: Filling) {
    const count = nodes.names.length;
    this.#kinds = kinds;
    this.#filling = filling;
    const demands = new Map<string, Kind>();
    for (const kind of kinds) {
      const key = `${kind.cores} ${kind.milli} ${kind.count} ${kind.models.join("|")}`;
      const known = demands.get(key);
      if (known === undefined) demands.set(key, { ...kind });
      else known.share += kind.share;
    }
    this.#demands = [...demands.values()];
    this.#mostCores = Math.max(...nodes.milliCores);
    this.#mostAccelerators = Math.max(...nodes.accelerators);
    this.#cores = Float64Array.from(nodes.milliCores);
    this.#memory = Float64Array.from(nodes.memoryMib);
    this.#left = Array.from({ length: count }, (_, host) => new Float64Array(nodes.accelerators[host]!).fill(whole));
    this.#model = Array.from({ length: count }, (_, host) => nodes.models[nodes.model[host]!] ?? "");
    this.#changes = new Int32Array(count).fill(1);
    this.#looked = kinds.map(() => new Int32Array(count));
    this.#harm = kinds.map(() => new Float64Array(count));
    this.#card = kinds.map(() => new Int8Array(count));
    this.accelerators = nodes.accelerators.reduce((sum, each) => sum + each, 0);
  }

  /** Puts one of a kind where it does least harm, the first such host; false where none has room. */
  place(kind: number): boolean {
    const [looked, harm, card] = [this.#looked[kind]!, this.#harm[kind]!, this.#card[kind]!];
    let best = -1;
    for (let host = 0; host < looked.length; host += 1) {
      if (looked[host] !== this.#changes[host]) {
        this.#look(kind, host);
        looked[host] = this.#changes[host]!;
      }
      if (harm[host]! < (best < 0 ? Number.POSITIVE_INFINITY : harm[best]!)) best = host;
    }
    if (best < 0) return false;
    this.#take(this.#kinds[kind]!, best, card[best]!);
    this.#memory[best]! -= this.#kinds[kind]!.memory;
    this.#changes[best]! += 1;
    return true;
  }

  given(): { readonly touched: number; readonly share: number } {
    const all = this.#left.flatMap((left) => [...left]);
    return { touched: all.filter((left) => left < whole).length, share: all.reduce((sum, left) => sum + whole - left, 0) / (whole * all.length) };
  }

  /** What one of the kind would do there: Infinity where there is no room. */
  #look(kind: number, host: number): void {
    const wanted = this.#kinds[kind]!;
    const left = this.#left[host]!;
    this.#harm[kind]![host] = Number.POSITIVE_INFINITY;
    if (wanted.memory > this.#memory[host]! || !this.#fits(wanted, host)) return;
    if (this.#filling === "best-fit") return this.#bestFit(kind, host);
    const before = this.#fragments(host);
    const tried = new Set<number>();
    const part = wanted.milli > 0 && wanted.milli < whole;
    for (let card = 0; card < (part ? left.length : 1); card += 1) {
      // Two accelerators with as much left are one choice.
      if (part && (left[card]! < wanted.milli || tried.has(left[card]!))) continue;
      if (part) tried.add(left[card]!);
      const kept = left.slice();
      this.#take(wanted, host, card);
      const growth = this.#fragments(host) - before;
      const harm = this.#filling === "fgd" ? points(growth) : growth;
      left.set(kept);
      this.#cores[host]! += wanted.cores;
      if (harm >= this.#harm[kind]![host]!) continue;
      this.#harm[kind]![host] = harm;
      this.#card[kind]![host] = card;
    }
  }

  /** The fullest: what is left of processors and accelerators, each as a share of the largest host's. A part goes to the accelerator with least left that has room. */
  #bestFit(kind: number, host: number): void {
    const wanted = this.#kinds[kind]!;
    const left = this.#left[host]!;
    let card = 0;
    for (let each = 0; each < left.length; each += 1) if (left[each]! >= wanted.milli && (left[card]! < wanted.milli || left[each]! < left[card]!)) card = each;
    this.#card[kind]![host] = card;
    this.#harm[kind]![host] =
      (this.#cores[host]! - wanted.cores) / this.#mostCores + (left.reduce((sum, each) => sum + each, 0) - wanted.milli * wanted.count) / (whole * this.#mostAccelerators);
  }

  #fits({ cores, milli, count, models }: Kind, host: number): boolean {
    if (cores > this.#cores[host]!) return false;
    if (milli === 0) return true;
    if (models.length > 0 && !models.includes(this.#model[host]!)) return false;
    let room = 0;
    for (const left of this.#left[host]!) if (left >= milli) room += 1;
    return room >= count;
  }

  #take({ cores, milli, count }: Kind, host: number, card: number): void {
    const left = this.#left[host]!;
    this.#cores[host]! -= cores;
    if (milli === 0) return;
    if (milli < whole) {
      left[card]! -= milli;
      return;
    }
    for (let each = 0, taken = 0; taken < count; each += 1) {
      if (left[each] !== whole) continue;
      left[each] = 0;
      taken += 1;
    }
  }

  /** Thousandths here that one of the trace's pods is expected not to be able to use. */
  #fragments(host: number): number {
    const left = this.#left[host]!;
    let all = 0;
    for (const each of left) all += each;
    if (all === 0) return 0;
    let sum = 0;
    for (const demand of this.#demands) {
      if (demand.milli === 0 || !this.#fits(demand, host)) {
        sum += demand.share * all;
        continue;
      }
      let small = 0;
      for (const each of left) if (each < demand.milli) small += each;
      sum += demand.share * small;
    }
    return sum;
  }
}
