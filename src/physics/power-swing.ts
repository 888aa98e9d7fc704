// How does the power of training that runs in step swing, at which frequencies, and what takes the swing away?

/**
 * The power of one synchronous training job over one step of its optimiser: high while it computes, low while it exchanges, with straight ramps between.
 * Amplitudes in MW at the rack; times in seconds.
 */
export interface Swing {
  /** High less low. */
  readonly swingMw: number;
  readonly periodSeconds: number;
  /** Share of the step that it computes, ramps counted by halves. */
  readonly duty: number;
  /** From low to high, and from high to low; 0 is a square wave. */
  readonly rampSeconds: number;
}

/** A band of frequencies, Hz. */
export interface Band {
  readonly lowHz: number;
  readonly highHz: number;
}

/** Swing of a job: packages x (what one draws computing - what it draws exchanging), MW. */
export function swingOf(packages: number, packageMw: number, computing: number, exchanging: number): number {
  return packages * packageMw * (computing - exchanging);
}

/**
 * Amplitude of the n-th harmonic of the trapezoid: 2 A / (pi n) x |sin(pi n d)| x |sin(pi n r) / (pi n r)|, r = ramp over period. A square wave (r = 0)
 * has 2 A / pi x sin(pi d) at 1 / T. Fourier series of a pulse train convolved with a box as long as the ramp (Oppenheim and Willsky, Signals and Systems, ch. 3 and 4).
 * @returns MW, zero to peak
 */
export function harmonicMw({ swingMw, duty, rampSeconds, periodSeconds }: Swing, n: number): number {
  const angle = (Math.PI * n * rampSeconds) / periodSeconds;
  const rounded = angle === 0 ? 1 : Math.abs(Math.sin(angle) / angle);
  return ((2 * swingMw) / (Math.PI * n)) * Math.abs(Math.sin(Math.PI * n * duty)) * rounded;
}

/** Harmonics n/T of a swing that lie in a band, from first to last; none where last is less than first. */
export function harmonicsIn({ periodSeconds }: Swing, { lowHz, highHz }: Band): { readonly first: number; readonly last: number } {
  return { first: Math.max(1, Math.ceil(lowHz * periodSeconds - 1e-9)), last: Math.floor(highHz * periodSeconds + 1e-9) };
}

/** Root mean square of a swing within a band, MW: the square root of the sum of half the squares of its harmonics (Parseval). */
export function bandMw(swing: Swing, band: Band): number {
  const { first, last } = harmonicsIn(swing, band);
  let sum = 0;
  for (let n = first; n <= last; n += 1) sum += harmonicMw(swing, n) ** 2 / 2;
  return Math.sqrt(sum);
}

/**
 * Root mean square of a swing over all frequencies, MW, without its mean: A x sqrt(d (1 - d) - r / 3) for a ramp of r of the period, from
 * the mean square d - r / 3 of a trapezoid whose half height lasts d. Holds while the ramps do not meet: r at most d and 1 - d.
 */
export function allMw({ swingMw, duty, rampSeconds, periodSeconds }: Swing): number {
  return swingMw * Math.sqrt(Math.max(0, duty * (1 - duty) - rampSeconds / periodSeconds / 3));
}

/** Jobs that do not know of each other: their powers add, so root mean squares add by their squares. MW. */
export function independentMw(each: readonly number[]): number {
  return Math.sqrt(each.reduce((sum, mw) => sum + mw * mw, 0));
}

/** Jobs in step, or parts of one giant job: amplitudes add. MW. */
export function inStepMw(each: readonly number[]): number {
  return each.reduce((sum, mw) => sum + mw, 0);
}

/**
 * Energy that storage must hold to give the mean power all the time, MJ: what lies above the mean in one period. A d (1 - d) T for a square wave; of a
 * trapezoid the top lies above the mean d for d T - ramp, and of each ramp the share 1 - d, as a triangle: A (1 - d) (d T - ramp d).
 */
export function flatteningMj({ swingMw, duty, periodSeconds, rampSeconds }: Swing): number {
  return swingMw * duty * (1 - duty) * (periodSeconds - rampSeconds);
}

/** Steepest change of power in normal steps, MW/s. A square wave is as steep as one sample: infinite. */
export function steepestMwPerSecond({ swingMw, rampSeconds }: Pick<Swing, "swingMw" | "rampSeconds">): number {
  return swingMw === 0 ? 0 : swingMw / rampSeconds;
}

/** How a swing is taken away. */
export interface Mitigated {
  /** What is left for the grid to see, high less low, MW. */
  readonly swingMw: number;
  /** Mean power drawn beyond what the work needs, MW. */
  readonly wastedMw: number;
  /** Energy that storage must hold, MJ, and the power it must give, MW. */
  readonly storedMj: number;
  readonly storageMw: number;
}

/**
 * A floor: while it exchanges, the job burns power so as not to fall below `high - allowed`. Nothing is stored, the rest of the low time is wasted: (A - allowed)(1 - d).
 * @param allowedMw swing that may stay
 */
export function withFloor(swing: Swing, allowedMw: number): Mitigated {
  const left = Math.min(swing.swingMw, allowedMw);
  return { swingMw: left, wastedMw: (swing.swingMw - left) * (1 - swing.duty), storedMj: 0, storageMw: 0 };
}

/**
 * Storage in the rack: what lies above the mean by more than the allowed swing is given back from what was taken in below it. It holds the part of the swing that is taken away.
 * @param roundTrip energy out over energy in
 */
export function withStorage(swing: Swing, allowedMw: number, roundTrip: number): Mitigated {
  const left = Math.min(swing.swingMw, allowedMw);
  const taken = { ...swing, swingMw: swing.swingMw - left };
  const storedMj = flatteningMj(taken);
  return { swingMw: left, wastedMw: (storedMj / swing.periodSeconds) * (1 / roundTrip - 1), storedMj, storageMw: taken.swingMw * Math.max(swing.duty, 1 - swing.duty) };
}

/**
 * Power capped at the mean of what storage that is too small can hold: the share of the swing that `storedMj` flattens.
 * Peaks fall by that share of what lies above the mean: V24 compares it with what a maker says of its racks.
 * @returns share of the peak (high) that goes, 0 to 1
 */
export function peakCut(swing: Swing, lowMw: number, storedMj: number): number {
  const share = Math.min(1, storedMj / flatteningMj(swing));
  return (share * swing.swingMw * (1 - swing.duty)) / (lowMw + swing.swingMw);
}

/** A second workload fills the low time: as a floor, but what it draws does work; that share is not wasted. */
export function withFiller(swing: Swing, allowedMw: number, usefulShare: number): Mitigated {
  const floor = withFloor(swing, allowedMw);
  return { ...floor, wastedMw: floor.wastedMw * (1 - usefulShare) };
}

/**
 * A ramp limiter at start, checkpoint and crash: power moves by at most `mwPerSecond`. Going up the work waits, going down the difference is burnt:
 * a triangle of step^2 / (2 x rate) each way.
 * @returns MJ burnt by one fall of `stepMw`, and seconds that one rise takes
 */
export function rampLimited(stepMw: number, mwPerSecond: number): { readonly burntMj: number; readonly seconds: number } {
  return { burntMj: stepMw ** 2 / (2 * mwPerSecond), seconds: stepMw / mwPerSecond };
}
