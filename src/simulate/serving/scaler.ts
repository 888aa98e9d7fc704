// How many replicas should a pool have, by its load and by what it is given?

/** A number of replicas that holds from a time on. */
export interface CapacityStep {
  readonly atSeconds: number;
  readonly replicas: number;
}

/** Grows and shrinks a pool by its load. */
export interface Autoscale {
  readonly least: number;
  readonly most: number;
  /** Requests that have not left, for each replica, that it aims at. */
  readonly requestsPerReplica: number;
  readonly intervalSeconds: number;
  /** From the decision until a replica takes requests: machine, weights, warm-up. */
  readonly startSeconds: number;
  /** How long the load must stay low before a replica is let go. */
  readonly patienceSeconds: number;
}

/** Wanted replicas of one pool over time: a proportional rule, as Kubernetes' horizontal autoscaler has it, with patience downwards. */
export class Scaler {
  readonly #policy: Autoscale;
  #lowSince = Infinity;

  constructor(policy: Autoscale) {
    this.#policy = policy;
  }

  /** @param now replicas there are, starting ones counted @returns replicas wanted at `seconds` */
  wanted(seconds: number, outstanding: number, now: number): number {
    const { least, most, requestsPerReplica, patienceSeconds } = this.#policy;
    const aim = Math.min(most, Math.max(least, Math.ceil(outstanding / requestsPerReplica)));
    if (aim >= now) {
      this.#lowSince = Infinity;
      return aim;
    }
    if (this.#lowSince === Infinity) this.#lowSince = seconds;
    if (seconds - this.#lowSince < patienceSeconds) return now;
    this.#lowSince = Infinity;
    return aim;
  }
}
