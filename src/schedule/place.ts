// Which accelerators does each piece of work get, when there are not enough for all?

/** Accelerators that can be given out at one site, by kind. Kinds are tried in `order`: most compute per IT power first. */
export interface Pool {
  readonly order: Int32Array;
  /** H100e of one package, by kind. */
  readonly h100e: Float64Array;
  /** Packages not given out yet, by kind. {@link place} takes from it. */
  readonly free: Int32Array;
}

/** Work that takes any kind of accelerator. `allocated[work * kinds + kind]` counts whole packages. */
export interface Queue {
  /** H100e wanted, by work. */
  readonly wanted: Float64Array;
  /** Work ids, first served first. */
  readonly order: Int32Array;
  readonly allocated: Int32Array;
}

/**
 * Gives each work, in order, the fewest whole packages that bring what it holds up to what it wants, as far as the pool goes.
 * Takes nothing away from anyone. Pure but for its two arrays: the simulated and the live fleet call the same.
 */
export function place(pool: Pool, queue: Queue): void {
  const kinds = pool.free.length;
  for (let position = 0; position < queue.order.length; position += 1) {
    const work = queue.order[position]!;
    let missing = queue.wanted[work]! - heldBy(work, pool, queue);
    for (let next = 0; next < kinds && missing > smallest; next += 1) {
      const kind = pool.order[next]!;
      const taken = Math.min(pool.free[kind]!, Math.ceil(missing / pool.h100e[kind]! - smallest));
      if (taken <= 0) continue;
      pool.free[kind] = pool.free[kind]! - taken;
      queue.allocated[work * kinds + kind] = queue.allocated[work * kinds + kind]! + taken;
      missing -= taken * pool.h100e[kind]!;
    }
  }
}

/** H100e of the packages that a work holds. */
export function heldBy(work: number, pool: Pool, queue: Queue): number {
  const kinds = pool.free.length;
  let held = 0;
  for (let kind = 0; kind < kinds; kind += 1) held += queue.allocated[work * kinds + kind]! * pool.h100e[kind]!;
  return held;
}

/** Takes whole packages of `kind` from the work that is served last until `count` are free again or none are left; what it took it returns, and it puts nothing into the pool. */
export function withdraw(pool: Pool, queue: Queue, kind: number, count: number): number {
  const kinds = pool.free.length;
  let left = count;
  for (let position = queue.order.length - 1; position >= 0 && left > 0; position -= 1) {
    const place = queue.order[position]! * kinds + kind;
    const taken = Math.min(left, queue.allocated[place]!);
    queue.allocated[place] = queue.allocated[place]! - taken;
    left -= taken;
  }
  return count - left;
}

/** H100e below which nothing more is wanted: dust of floating point. */
const smallest = 1e-9;
