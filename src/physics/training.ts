// How long does a training run take, and how large is its saved state?

/** Training FLOP of a dense transformer without attention: 6 per parameter and token. Kaplan et al., 2020 (arXiv 2001.08361). */
export function trainingFlop(parameters: number, tokens: number): number {
  return 6 * parameters * tokens;
}

/** Hours that a gang needs for its FLOP at its useful rate (FLOP per hour, after MFU) and effective training time ratio. */
export function trainingHours(flop: number, flopPerHour: number, ettr: number): number {
  return flop / (flopPerHour * ettr);
}

/** Bytes of a mixed-precision Adam checkpoint: bf16 weights (2), fp32 master weights (4) and two fp32 moments (8) per parameter. Rajbhandari et al., ZeRO, 2020. */
export function checkpointBytes(parameters: number): number {
  return 14 * parameters;
}
