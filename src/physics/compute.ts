// How much compute is an accelerator, a rack, a site, in H100e and in FLOP?

/** Dense FP8 peak of one H100 SXM: the unit H100e. NVIDIA, H100 Tensor Core GPU datasheet, 2022: 3,958 TFLOP/s with sparsity, half of it dense. */
export const h100eTeraflops = 1979;

export interface Peak {
  /** Dense TFLOP/s per package. */
  readonly fp8: number;
  readonly bf16?: number | undefined;
  readonly fp4?: number | undefined;
}

/** H100e of one package: dense FP8 peak over that of an H100. */
export function packageH100e(peak: Peak): number {
  return peak.fp8 / h100eTeraflops;
}

/** Useful FLOP of one package working for an hour at a precision and MFU (useful over peak FLOP at that precision); 0 when the package cannot compute in it. */
export function packageFlopPerHour(peak: Peak, precision: keyof Peak, mfu: number): number {
  return (peak[precision] ?? 0) * 1e12 * mfu * 3600;
}
