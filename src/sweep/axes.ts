// Which paths are tried at which values, and what could only the planner answer?

/** One path of the programme and the values it is tried at, as `--set` writes them. */
export interface Axis {
  readonly path: string;
  readonly values: readonly string[];
}

/** Settings of every point of the grid: the last axis turns fastest. One point without settings where there are no axes. */
export function pointsOf(axes: readonly Axis[]): string[][] {
  return axes.reduce<string[][]>((points, { path, values }) => points.flatMap((point) => values.map((value) => [...point, `${path}=${value}`])), [[]]);
}

/** Position of an axis's value at a point. */
export function axisAt(axes: readonly Axis[], point: number, axis: number): number {
  const after = axes.slice(axis + 1).reduce((product, { values }) => product * values.length, 1);
  return Math.floor(point / after) % axes[axis]!.values.length;
}

/** Why a change at a path cannot act on a plan that stands; undefined where it can. `stands` is false of what the calendar and its quarters mean: no plan survives that. */
export function plannersOnly(path: string): { readonly says: string; readonly stands: boolean } | undefined {
  const found = unanswered.find(({ pattern }) => pattern.test(path));
  return found && { says: `${path}: ${found.says}`, stands: found.stands };
}

const unanswered: readonly { readonly pattern: RegExp; readonly says: string; readonly stands: boolean }[] = [
  { pattern: /^(calendar|gigasite|known|programme)\b/, says: "a plan is made for its calendar and for what was known on its day; only a plan made anew has others", stands: false },
  { pattern: /^(objective|discount)\b/, says: "it says what the planner makes most of, not what happens", stands: true },
  { pattern: /^capital\b/, says: "calls, debt and budget are the plan's; a future does not draw them anew", stands: true },
  { pattern: /^labour\b/, says: "who can build decides how many buildings the planner starts; those that the plan starts are started", stands: true },
  { pattern: /^catalogue\.equipment\b/, says: "it decides how many buildings and connections the planner starts; those of the plan are started", stands: true },
  { pattern: /^catalogue\.operations\.goodput$|^workloads\.[^.]+\.goodput$/, says: "it is the planner's guess of what the simulation finds out by itself", stands: true },
  { pattern: /^workloads\.[^.]+\.(worth|latency|clouds|campus|wanted)\b/, says: "it decides where the planner lets the work run; the plan's places stay", stands: true },
  {
    pattern: /^sites\.[^.]+\.(startsPerQuarter|buildings|fewest|land|status|announced|latency|permit|labour|committed)\b/,
    says: "it decides what the planner builds there; the plan's buildings stay",
    stands: true,
  },
];
