// What happens to a stream of requests on one or two pools of replicas, event by event?

import type { RequestTrace } from "../../record/trace.ts";
import { Actors } from "./actors.ts";
import { Gaps } from "./gaps.ts";
import { Link } from "./link.ts";
import { Pool, type PoolTerms } from "./pool.ts";
import { Replica } from "./replica.ts";
import type { ReplicaTerms } from "./replica-terms.ts";
import type { Router } from "./router.ts";
import { phase, ready, RequestState } from "./state.ts";

export interface EnginePool {
  readonly terms: ReplicaTerms;
  readonly pool: PoolTerms;
  readonly router: Router;
}

export interface EngineLink {
  readonly bytesPerToken: number;
  /** Infinity for a link that takes no time. */
  readonly gigabytesPerSecond: number;
  readonly latencySeconds: number;
}

export interface EngineTerms {
  /** Takes what arrives. */
  readonly first: EnginePool;
  /** Takes what `first` hands over after its first token, over the link; without one, `first` does all. */
  readonly second?: (EnginePool & { readonly link: EngineLink }) | undefined;
  /** Trace requests come with their keys and values and one token, as from a prefill pool. */
  readonly handedOver?: boolean | undefined;
  /** Called after every event, for checks. */
  readonly watch?: ((engine: EngineView) => void) | undefined;
}

export interface EngineView {
  readonly time: number;
  readonly requests: RequestState;
  readonly replicas: readonly Replica[];
  readonly arrived: number;
}

export interface EngineResult {
  readonly requests: RequestState;
  readonly gaps: Gaps;
  readonly replicas: readonly Replica[];
  /** Nanoseconds that replicas were held, by pool. */
  readonly heldTime: readonly number[];
  /** Nanoseconds from the origin to the last event. */
  readonly endTime: number;
  readonly events: number;
}

/**
 * Plays the requests out. At one nanosecond arrivals come first, then changes of capacity, then transfers, then replicas, each in order of
 * number. A replica sees who has arrived when it starts its next step.
 */
export function runEngine(trace: RequestTrace, terms: EngineTerms): EngineResult {
  const engine = openEngine(trace, terms);
  engine.advance(Infinity);
  return engine.close();
}

/** The same in pieces, for whoever has something else to do in between. */
export interface OpenEngine {
  /** Requests that have arrived. */
  readonly arrived: number;
  /** Plays so many events more. @returns false when nothing more can happen */
  advance(events: number): boolean;
  /** What came of it; called once, when nothing more can happen. */
  close(): EngineResult;
}

export function openEngine(trace: RequestTrace, terms: EngineTerms): OpenEngine {
  return new Engine(trace, terms);
}

class Engine implements OpenEngine {
  readonly #requests: RequestState;
  readonly #terms: EngineTerms;
  readonly #gaps = new Gaps();
  readonly #replicas: Replica[] = [];
  readonly #pools: Pool[] = [];
  readonly #links: Link[] = [];
  readonly #actors: Actors;
  readonly #poolOf: Pool[] = [];
  /** Requests that no replica could take, by pool, in order. */
  readonly #pending: number[][] = [[], []];
  readonly #firstReplica: number;
  readonly #adaptive: boolean;
  #time = 0;
  #arrived = 0;
  #open = 0;
  #events = 0;

  constructor(trace: RequestTrace, terms: EngineTerms) {
    this.#terms = terms;
    const requests = new RequestState(trace);
    this.#requests = requests;
    const left = (replica: Replica, request: number, time: number) => this.#left(replica, request, time);
    for (const { terms: of, pool, router } of terms.second ? [terms.first, terms.second] : [terms.first]) {
      const count = Math.max(pool.replicas, pool.autoscale?.most ?? 0);
      const from = this.#replicas.length;
      const all = Array.from({ length: count }, (_, index) => new Replica(from + index, of, requests, this.#gaps, left));
      this.#replicas.push(...all);
      const made = new Pool(all, pool, router);
      this.#pools.push(made);
      for (const _ of all) this.#poolOf.push(made);
    }
    if (terms.second) {
      const { bytesPerToken, gigabytesPerSecond, latencySeconds } = terms.second.link;
      const done = new Float64Array(requests.count);
      for (const _ of this.#pools[0]!.all) this.#links.push(new Link(requests, bytesPerToken, gigabytesPerSecond, latencySeconds, done));
    }
    this.#firstReplica = 1 + this.#links.length;
    this.#actors = new Actors(this.#firstReplica + this.#replicas.length);
    this.#adaptive = [terms.first, terms.second].some((each) => each && (each.pool.autoscale !== undefined || each.pool.capacity.length > 0));
    this.#control();
  }

  get arrived(): number {
    return this.#arrived;
  }

  advance(events: number): boolean {
    const { arrival, count } = this.#requests;
    const actors = this.#actors;
    const { watch } = this.#terms;
    for (let left = events; left > 0; left--) {
      const actor = actors.first;
      const next = actors.time[actor]!;
      if (this.#arrived < count && arrival[this.#arrived]! <= next) {
        this.#time = arrival[this.#arrived]!;
        this.#arrive(this.#arrived++);
      } else if (next === Infinity || (actor === 0 && this.#arrived === count && this.#isOver())) return false;
      else {
        this.#time = next;
        if (actor >= this.#firstReplica) this.#act(this.#replicas[actor - this.#firstReplica]!);
        else if (actor > 0) this.#deliver(actor - 1);
        else this.#manage();
      }
      this.#events++;
      watch?.({ time: this.#time, requests: this.#requests, replicas: this.#replicas, arrived: this.#arrived });
    }
    return true;
  }

  close(): EngineResult {
    for (const pool of this.#pools) pool.close(this.#time);
    return {
      requests: this.#requests,
      gaps: this.#gaps,
      replicas: this.#replicas,
      heldTime: this.#pools.map(({ heldTime }) => heldTime),
      endTime: this.#time,
      events: this.#events,
    };
  }

  #arrive(request: number): void {
    const { input, output } = this.#requests;
    for (const { terms } of this.#terms.second ? [this.#terms.first, this.#terms.second] : [this.#terms.first]) {
      const parts = (input[request]! + output[request]! - 1) * terms.grain + terms.stride;
      // One block more than the longest it gets to be, for a request that is moved with its keys and values.
      if (Math.ceil(parts / (terms.grain * terms.blockTokens)) + 1 > terms.blocks) {
        this.#requests.phase[request] = phase.rejected;
        return;
      }
    }
    this.#open++;
    if (this.#terms.handedOver) {
      this.#requests.ready[request] = ready.transferred;
      this.#requests.generated[request] = 1;
      this.#requests.firstToken[request] = this.#time;
      this.#requests.lastToken[request] = this.#time;
    }
    if (this.#open === 1) this.#control();
    this.#give(0, request);
  }

  /** Hands a request to a pool: to a replica, or to those who wait for one. */
  #give(pool: number, request: number): void {
    const replica = this.#pools[pool]!.route(request);
    if (replica === undefined) {
      this.#requests.phase[request] = phase.pending;
      this.#pending[pool]!.push(request);
      this.#pools[pool]!.pending++;
      return;
    }
    const alone = replica.waiting.length === 0;
    replica.enqueue(request);
    const actor = this.#firstReplica + replica.number;
    if (!replica.busy) this.#actors.set(actor, this.#time);
    else if (alone && replica.interrupt(this.#time)) this.#actors.set(actor, replica.seen);
  }

  #act(replica: Replica): void {
    if (replica.busy) replica.complete();
    // What takes no time on the link leaves its blocks to the next step.
    const link = this.#links[replica.number];
    if (link) while (link.next <= this.#time) this.#deliver(replica.number);
    const more = replica.start(this.#time);
    this.#actors.set(this.#firstReplica + replica.number, more ? replica.seen : Infinity);
    if (this.#adaptive && !more) this.#poolOf[replica.number]!.emptied(replica, this.#time);
  }

  /** A request is done at a replica: finished, or its prompt is ready for the second pool. */
  #left(replica: Replica, request: number, time: number): void {
    if (this.#requests.phase[request] === phase.finished) {
      this.#open--;
      return;
    }
    const link = this.#links[replica.number]!;
    link.send(request, time);
    this.#actors.set(1 + replica.number, link.next);
  }

  #deliver(index: number): void {
    const link = this.#links[index]!;
    const request = link.sending.head;
    link.sending.remove(request);
    this.#actors.set(1 + index, link.next);
    const replica = this.#replicas[index]!;
    replica.sent(request);
    if (!replica.busy && replica.waiting.length > 0) this.#actors.set(this.#firstReplica + index, this.#time);
    if (this.#adaptive && !replica.busy) this.#poolOf[index]!.emptied(replica, this.#time);
    this.#requests.ready[request] = ready.transferred;
    this.#give(1, request);
  }

  #manage(): void {
    for (const [index, pool] of this.#pools.entries()) {
      const back: number[] = [];
      pool.act(this.#time, (replica) => this.#withdraw(replica, back));
      const requests = [...this.#pending[index]!, ...back];
      if (pool.open.length > 0) {
        this.#pending[index]!.length = 0;
        pool.pending = 0;
        for (const request of requests) this.#give(index, request);
      } else if (back.length > 0) {
        for (const request of back) {
          this.#requests.phase[request] = phase.pending;
          this.#pending[index]!.push(request);
        }
        pool.pending += back.length;
      }
    }
    this.#control();
  }

  #withdraw(replica: Replica, back: number[]): void {
    const { preemptions, phase: phases } = this.#requests;
    replica.halt(this.#time);
    const link = this.#links[replica.number];
    if (link) {
      while (link.sending.head !== -1) {
        const request = link.sending.head;
        link.sending.remove(request);
        preemptions[request]!++;
        replica.recall(request);
        back.push(request);
      }
      this.#actors.set(1 + replica.number, Infinity);
    }
    replica.empty((request) => {
      if (phases[request] !== phase.waiting) preemptions[request]!++;
      back.push(request);
    });
    this.#actors.set(this.#firstReplica + replica.number, Infinity);
  }

  /** With no more to arrive: whether every request has left, or waits for replicas that will not come back. */
  #isOver(): boolean {
    let left = this.#open;
    for (const pool of this.#pools) if (pool.gone) left -= pool.pending;
    return left === 0;
  }

  /** Sets when the pools are looked at next. */
  #control(): void {
    if (!this.#adaptive) return;
    const working = this.#open > 0 || this.#arrived < this.#requests.count;
    this.#actors.set(
      0,
      this.#pools.reduce((time, pool) => Math.min(time, pool.next(working)), Infinity),
    );
  }
}
