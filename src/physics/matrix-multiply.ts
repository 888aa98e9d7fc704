// How long does one accelerator take for a matrix product of a given shape?

/** An accelerator as the step model sees it. Efficiencies are shares of peak, 0 to 1. */
export interface Device {
  /** Dense, at the precision of the run. */
  readonly peakFlopPerSecond: number;
  readonly memoryBytes: number;
  readonly memoryBytesPerSecond: number;
  /** Share of memory bandwidth that streaming kernels reach. */
  readonly memoryEfficiency: number;
  /** Share of peak that a very large product reaches: the one constant that is calibrated. */
  readonly multiplyEfficiency: number;
  /** Processors (SMs) that work on tiles side by side. */
  readonly processors: number;
  /** Rows and columns of the result that one processor makes at a time. */
  readonly tileRows: number;
  readonly tileColumns: number;
  /** Depth of a product at which filling and draining the pipes takes as long as the work. */
  readonly rampDepth: number;
}

/** Bytes of one bf16 or fp16 value. */
export const halfBytes = 2;

/**
 * Seconds for `count` products of rows x depth by depth x columns in 16 bits: the longer of arithmetic and memory (roofline: Williams, Waterman
 * and Patterson, CACM 52(4), 2009). Arithmetic runs at peak x multiplyEfficiency x tile share x depth / (depth + rampDepth);
 * the tile share is what tile and wave quantization leave (NVIDIA, Matrix Multiplication Background User's Guide), the ramp is our own.
 */
export function multiplySeconds(device: Device, rows: number, columns: number, depth: number, count = 1): number {
  if (rows === 0 || columns === 0 || depth === 0 || count === 0) return 0;
  const flop = 2 * rows * columns * depth * count;
  const ramp = depth / (depth + device.rampDepth);
  const arithmetic = flop / (device.peakFlopPerSecond * device.multiplyEfficiency * tileShare(device, rows, columns, count) * ramp);
  return Math.max(arithmetic, streamSeconds(device, halfBytes * count * (rows * depth + depth * columns + rows * columns)));
}

/** Useful share of the tiles computed when work comes in whole tiles and the tiles in whole waves over the processors; the better way round of the tile. */
export function tileShare({ processors, tileRows, tileColumns }: Device, rows: number, columns: number, count: number): number {
  const share = (high: number, wide: number): number => {
    const tiles = Math.ceil(rows / high) * Math.ceil(columns / wide) * count;
    const waves = Math.ceil(tiles / processors);
    return (rows * columns * count) / (waves * processors * high * wide);
  };
  return Math.max(share(tileRows, tileColumns), share(tileColumns, tileRows));
}

/** Seconds to read and write this many bytes of the accelerator's memory in a streaming kernel. */
export function streamSeconds(device: Device, bytes: number): number {
  return bytes / (device.memoryBytesPerSecond * device.memoryEfficiency);
}
