// What did the change cost, by cause? Figures of the bridge in whole units, so that what is shown adds up.

import type { BridgeFigures, Replanned } from "../beside.ts";

/** One figure of the bridge, in whole units of the chart: before + parts = after, exactly. */
export interface BridgeView {
  readonly key: "objectiveUsd" | "capexUsd" | "runningItMw" | "computeH100eHours";
  readonly before: number;
  readonly after: number;
  readonly parts: readonly number[];
}

/** The bridge's figures, each adding up; none where no bridge was made. */
export function bridgesOf(bridge: Replanned["bridge"]): BridgeView[] {
  const figures = [
    ["objectiveUsd", "deltaObjectiveUsd", 1],
    ["runningItMw", "deltaRunningItMw", 10],
    ["capexUsd", "deltaCapexUsd", 1],
    ["computeH100eHours", "deltaComputeH100eHours", 1],
  ] as const satisfies readonly (readonly [keyof BridgeFigures, string, number])[];
  if (!bridge) return [];
  return figures.map(([key, delta, grain]) => {
    const steps = stepsOf(
      bridge.before[key],
      bridge.parts.map((part) => part[delta]),
      grain,
    );
    return { key, ...steps };
  });
}

/** Parts rounded by their running sum, so that what is shown adds up to what is shown. @param grain units of one: 10 rounds to tenths */
export function stepsOf(before: number, parts: readonly number[], grain: number): { before: number; parts: number[]; after: number } {
  const whole = (value: number): number => Math.round(value * grain);
  let exact = before;
  let shown = whole(before);
  const steps = parts.map((part) => {
    exact += part;
    const step = whole(exact) - shown;
    shown += step;
    return step / grain;
  });
  return { before: whole(before) / grain, parts: steps, after: shown / grain };
}
