// How far may two sides of a rule lie apart before it counts as broken? Each tolerance once, with its reason.

/** Rows of real numbers: what a linear solver leaves as feasibility error, relative to the right side. */
export const relative = 1e-6;

/** kW by which each on-site output, charge and discharge, written in whole kW, may lie off what the model had. */
export const wholeKw = 0.5;

/** H100e per number in a compute row: each is written with three decimals, so 0.0005 of rounding, on both sides of a sum, doubled. */
export const computePerTerm = 0.002;

/** A milestone's FLOP, relative: thousandths of H100e summed over a window of tens of thousands. */
export const milestone = 1e-6;

/** Cents where the text says "to the cent": one side may be a rounded product or share. */
export const cent = 1;

/** Cents at a limit of calls, debt or spending: decisions are whole cents, the limit may be a product that is not. */
export const moneyLimit = 1;

/** Counts (racks, buildings, people) are whole: only float dust of sums and of growth factors. */
export const count = 1e-6;

/** Half a unit of rounding, and a thousandth for ties that float arithmetic in another order decides otherwise. */
export const rounding = 0.501;

/**
 * Float numbers that are stored unrounded (FLOP, parts of the objective), relative to the size of their terms: a thousand terms of whole cents
 * added in another order, or with another machine's last bit of a power, differ by 1e-13; a dollar of a hundred billion is 1e-11.
 */
export const floats = 1e-12;

/** The plan's objective against that of the linear programme at the fixed whole numbers (law 7), relative to the larger of it and its largest part. */
export const solver = 1e-6;

/** MW rows: products of whole racks and ratios. */
export function dust(right: number): number {
  return relative * Math.max(1, Math.abs(right));
}

/** By how much a fact of the past breaks its row, as the plan says it against the replay: the same arithmetic on both sides, relative to the row's right side. */
export const fact = 1e-9;
