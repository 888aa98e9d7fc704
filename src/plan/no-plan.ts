// In which two ways does planning end without a plan? The faces tell them apart by name.

/** Ctrl-C came before there was a plan to keep. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  /** @throws InterruptedError when the signal is aborted */
  static check(signal: AbortSignal | undefined, where: string): void {
    if (signal?.aborted) throw new InterruptedError(`interrupted ${where}`);
  }
}

/** There is no plan, and no rule that could give way to make one; the message says which rules conflict. */
export class NoPlanError extends Error {
  override readonly name = "NoPlanError";
}
