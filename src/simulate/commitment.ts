// In which steps is a plant that costs something to start worth running?

/** What one MW of a plant gains and costs. */
export interface CommitmentTerms {
  /** Market price + delivery - variable cost of each step, $/MWh. */
  readonly marginUsdPerMwh: Float64Array;
  readonly stepHours: number;
  /** Least output over full output while it runs. */
  readonly least: number;
  readonly startUsdPerMw: number;
}

const hoursPerDay = 24;

/**
 * Unit commitment of one plant by dynamic programming over two states, on and off: prices are known for the day and the next, the first day is held to, and so on from day to day.
 * A plant that is on gains its margin at full output where that is positive, and loses it at least output where it is not. (Wood, Wollenberg and Sheblé, Power
 * Generation, Operation and Control, ch. 4.)
 * @returns 1 in each step in which it runs for its margin; a shortage may call it in others
 */
export function committed({ marginUsdPerMwh, stepHours, least, startUsdPerMw }: CommitmentTerms): Uint8Array {
  const steps = marginUsdPerMwh.length;
  const day = Math.round(hoursPerDay / stepHours);
  const on = new Uint8Array(steps);
  // Worth of the rest of the window when the plant is off or on before a step.
  const off = new Float64Array(2 * day + 1);
  const runs = new Float64Array(2 * day + 1);
  let state = 0;
  for (let first = 0; first < steps; first += day) {
    const length = Math.min(2 * day, steps - first);
    off[length] = 0;
    runs[length] = 0;
    for (let step = length - 1; step >= 0; step -= 1) {
      const margin = marginUsdPerMwh[first + step]! * stepHours;
      const running = (margin > 0 ? margin : least * margin) + runs[step + 1]!;
      const standing = off[step + 1]!;
      off[step] = Math.max(standing, running - startUsdPerMw);
      runs[step] = Math.max(standing, running);
    }
    for (let step = 0; step < Math.min(day, length); step += 1) {
      const margin = marginUsdPerMwh[first + step]! * stepHours;
      const running = (margin > 0 ? margin : least * margin) + runs[step + 1]! - (state === 1 ? 0 : startUsdPerMw);
      state = running > off[step + 1]! ? 1 : 0;
      on[first + step] = state;
    }
  }
  return on;
}
