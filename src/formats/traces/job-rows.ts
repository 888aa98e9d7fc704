// How do the jobs of a file become columns, when their number and order are not known beforehand?

import type { JobTrace } from "../../record/trace.ts";
import { Dictionary } from "./dictionary.ts";

/** The most accelerators of one job: thousandths are held in 32 bits. */
export const mostAccelerators = 2_000_000;

/** What second 0 of a trace is. */
export interface Zero {
  /** What the seconds that were read count from. */
  readonly unixSeconds: number;
  /** Whether the trace shall count from the whole second of its first row instead. */
  readonly fromFirst: boolean;
}

/** Of a file whose times are seconds without a date: they stay as they are. */
export const undated: Zero = { unixSeconds: 0, fromFirst: false };

type Column = Float64Array | Int32Array | Uint8Array;

/** What stands in a row of which the file says nothing. */
const unknown = {
  submitSeconds: 0,
  runSeconds: -1,
  limitSeconds: -1,
  startSeconds: Number.NEGATIVE_INFINITY,
  milliAccelerators: 0,
  nodes: -1,
  milliCores: -1,
  memoryMib: -1,
  instances: 1,
  user: -1,
  tenant: -1,
  queue: -1,
  kindOfWork: -1,
  model: -1,
  ending: 0,
  after: -1,
} as const;

/** Columns that grow. `add` gives a row in which everything is unknown; a reader then fills in what its file says. */
export class JobRows {
  count = 0;
  readonly names: string[] = [];
  submitSeconds = new Float64Array(0);
  runSeconds = new Float64Array(0);
  limitSeconds = new Float64Array(0);
  /** Minus infinity where not known: before `finish`, seconds may be negative. */
  startSeconds = new Float64Array(0);
  milliAccelerators = new Int32Array(0);
  nodes = new Int32Array(0);
  milliCores = new Int32Array(0);
  memoryMib = new Float64Array(0);
  instances = new Int32Array(0);
  user = new Int32Array(0);
  tenant = new Int32Array(0);
  queue = new Int32Array(0);
  kindOfWork = new Int32Array(0);
  model = new Int32Array(0);
  ending = new Uint8Array(0);
  /** Row of the job that must end before; rows are numbered as they were added. */
  after = new Int32Array(0);
  readonly users = new Dictionary();
  readonly tenants = new Dictionary();
  readonly queues = new Dictionary();
  readonly kindsOfWork = new Dictionary();
  readonly models = new Dictionary();
  /** Whether the format has the columns that `JobTrace` may lack. */
  hasMemory = false;
  hasInstances = false;

  add(name: string, submitSeconds: number): number {
    const row = this.count;
    if (row === this.submitSeconds.length) {
      const columns = this as unknown as Record<keyof typeof unknown, Column>;
      for (const [column, value] of Object.entries(unknown)) columns[column as keyof typeof unknown] = longer(columns[column as keyof typeof unknown], value);
    }
    this.names.push(name);
    this.submitSeconds[row] = submitSeconds;
    this.count += 1;
    return row;
  }

  /** Rows that come after one with a later submission. */
  outOfOrder(): number {
    return backwards(this.submitSeconds, this.count);
  }

  /** The trace in order of submission. */
  finish({ unixSeconds, fromFirst }: Zero): JobTrace {
    const { count } = this;
    const order = orderOf(this.submitSeconds, count);
    const taken = <Kind extends Column>(column: Kind): Kind => inOrder(column, order, count);
    const submitSeconds = taken(this.submitSeconds);
    const startSeconds = taken(this.startSeconds);
    const shift = fromFirst && count > 0 ? Math.floor(submitSeconds[0]!) : 0;
    for (let row = 0; row < count; row += 1) {
      submitSeconds[row] = submitSeconds[row]! - shift;
      startSeconds[row] = startSeconds[row] === Number.NEGATIVE_INFINITY ? -1 : startSeconds[row]! - shift;
    }
    const after = taken(this.after);
    if (order !== undefined) {
      const place = new Int32Array(count);
      for (let row = 0; row < count; row += 1) place[order[row]!] = row;
      for (let row = 0; row < count; row += 1) if (after[row] !== -1) after[row] = place[after[row]!]!;
    }
    return {
      kind: "jobs",
      origin: count === 0 ? 0 : (unixSeconds + shift) * 1000,
      names: order === undefined ? this.names : Array.from(order, (row) => this.names[row]!),
      submitSeconds,
      runSeconds: taken(this.runSeconds),
      limitSeconds: taken(this.limitSeconds),
      startSeconds,
      milliAccelerators: taken(this.milliAccelerators),
      nodes: taken(this.nodes),
      milliCores: taken(this.milliCores),
      ...(this.hasMemory && { memoryMib: taken(this.memoryMib) }),
      ...(this.hasInstances && { instances: taken(this.instances) }),
      user: taken(this.user),
      tenant: taken(this.tenant),
      queue: taken(this.queue),
      kindOfWork: taken(this.kindOfWork),
      model: taken(this.model),
      ending: taken(this.ending),
      after,
      users: this.users.texts,
      tenants: this.tenants.texts,
      queues: this.queues.texts,
      kindsOfWork: this.kindsOfWork.texts,
      models: this.models.texts,
    };
  }
}

/** Places of a column at first. */
const first = 1024;

/** A copy of at least twice the length, with `value` in what is new. */
export function longer<Kind extends Column>(column: Kind, value: number): Kind {
  const made = new (column.constructor as new (length: number) => Kind)(Math.max(first, column.length * 2));
  made.set(column);
  made.fill(value, column.length);
  return made;
}

/** How many of the first `count` values are less than the one before. */
export function backwards(column: Float64Array, count: number): number {
  let rows = 0;
  for (let row = 1; row < count; row += 1) if (column[row]! < column[row - 1]!) rows += 1;
  return rows;
}

/** The order that makes the first `count` values rise, ties as they stand; undefined where they do. */
export function orderOf(column: Float64Array, count: number): Uint32Array | undefined {
  if (backwards(column, count) === 0) return undefined;
  return Uint32Array.from({ length: count }, (_, row) => row).toSorted((a, b) => column[a]! - column[b]! || a - b);
}

/** The first `count` values, in an order or as they stand. */
export function inOrder<Kind extends Column>(column: Kind, order: Uint32Array | undefined, count: number): Kind {
  const made = column.slice(0, count) as Kind;
  if (order !== undefined) for (let row = 0; row < count; row += 1) made[row] = column[order[row]!]!;
  return made;
}
