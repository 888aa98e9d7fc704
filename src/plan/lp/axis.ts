// Along what do blocks of columns and rows run? Axes of labels, and numbers laid along them; labels are matched by name, never by position.

/** A named list of distinct labels, for example hours or sites. */
export class Axis {
  readonly name: string;
  readonly labels: readonly string[];
  #positions: Map<string, number> | undefined;

  constructor(name: string, labels: readonly string[]) {
    this.name = name;
    this.labels = labels;
    if (new Set(labels).size !== labels.length) throw new Error(`axis ${name}: ${labels.find((label, at) => labels.indexOf(label) !== at)} is given twice`);
  }

  get length(): number {
    return this.labels.length;
  }

  /** Position of a label; an error when the axis does not have it. */
  at(label: string): number {
    const position = this.find(label);
    if (position === undefined) throw new Error(`axis ${this.name} has no label ${label}`);
    return position;
  }

  find(label: string): number | undefined {
    this.#positions ??= new Map(this.labels.map((known, position) => [known, position]));
    return this.#positions.get(label);
  }
}

/** Numbers along axes, the last running fastest; a number of numbers other than the axes ask for is an error. */
export class Table {
  readonly axes: readonly Axis[];
  readonly values: Float64Array;

  constructor(axes: readonly Axis[], values: Float64Array) {
    this.axes = axes;
    this.values = values;
    if (sizeOf(axes) !== values.length) throw new Error(`numbers along ${axes.map(({ name }) => name).join(", ")}: expected ${sizeOf(axes)}, got ${values.length}`);
  }
}

/** One number for all, or one for each place along the axes. */
export type Numbers = number | Table;

export function sizeOf(axes: readonly Axis[]): number {
  return axes.reduce((product, { length }) => product * length, 1);
}

/** The labels at a place of a block. */
export function labelsAt(axes: readonly Axis[], place: number): string[] {
  const labels = Array.from<string>({ length: axes.length });
  for (let at = axes.length - 1, rest = place; at >= 0; at--) {
    const { length } = axes[at]!;
    labels[at] = axes[at]!.labels[rest % length]!;
    rest = Math.floor(rest / length);
  }
  return labels;
}

/** A shift along one axis: the term at hour 5 speaks of hour 4 when `by` is -1. */
export interface Shift {
  readonly axis: string;
  readonly by: number;
}

/**
 * Where the places along `targets` lie in a block along `axes`: an offset for each target place.
 * An axis of the block that no target has, or a target's label that the block does not know, is an error.
 */
export function align(axes: readonly Axis[], targets: readonly Axis[], what: string, shift?: Shift): Int32Array {
  for (const axis of axes) if (!targets.some(({ name }) => name === axis.name)) throw new Error(`${what} runs along ${axis.name}, which is not an axis here`);
  if (shift !== undefined && !axes.some(({ name }) => name === shift.axis)) throw new Error(`${what} is shifted along ${shift.axis}, which is not an axis of it`);
  let offsets = new Int32Array(1);
  for (const target of targets) {
    const steps = stepsAlong(axes, target, what, shift?.axis === target.name ? shift.by : 0);
    const larger = new Int32Array(offsets.length * steps.length);
    let at = 0;
    for (const offset of offsets) for (const step of steps) larger[at++] = offset + step;
    offsets = larger;
  }
  return offsets;
}

function stepsAlong(axes: readonly Axis[], target: Axis, what: string, by: number): Int32Array {
  const steps = new Int32Array(target.length);
  const position = axes.findIndex(({ name }) => name === target.name);
  if (position === -1) return steps;
  const axis = axes[position]!;
  const stride = sizeOf(axes.slice(position + 1));
  for (const [at, label] of target.labels.entries()) {
    const found = axis === target ? at : axis.find(label);
    if (found === undefined) throw new Error(`${what}: ${label} is no label of its axis ${axis.name}`);
    if (found + by < 0 || found + by >= axis.length) throw new Error(`${what}: there is no ${axis.name} ${by} from ${label}`);
    steps[at] = (found + by) * stride;
  }
  return steps;
}
