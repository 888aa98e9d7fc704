// What does a policy know of a job?

/** Where all accelerators of a job must lie together. */
export const withins = ["site", "pod", "rack", "tray"] as const;
export const withinSite = 0;
export const withinPod = 1;
export const withinRack = 2;
export const withinTray = 3;

/** Jobs in columns, one element a job; times are seconds from the start. The same for simulated and live jobs. */
export interface JobColumns {
  readonly count: number;
  readonly submit: Float64Array;
  /** How long it is expected to run once started: what it asked for. Never negative. */
  readonly limit: Float64Array;
  /** Accelerators it wants, whole. */
  readonly need: Int32Array;
  /** Thousandths of one accelerator that it wants, 1 to 999, beside others on the same one: its `need` is 1 then. 0 where it wants whole ones; all 0 where it is left out. */
  readonly part?: Int32Array;
  /** The fewest it can work with; equal to `need` where it is not elastic. */
  readonly least: Int32Array;
  /** Accelerators that must share a scale-up domain: tensor times expert parallelism, 1 where it does not matter. */
  readonly block: Int32Array;
  /** Index into {@link withins}. */
  readonly within: Uint8Array;
  /** Larger is more important. */
  readonly priority: Int32Array;
  /** 1 where it may be stopped for a more important one. */
  readonly preemptible: Uint8Array;
  readonly tenant: Int32Array;
  /** IT power that it adds when it works, W for each accelerator. */
  readonly watts: Float64Array;
  /** When it must have ended, Infinity for never; and whether it may be put off. */
  readonly deadline: Float64Array;
  readonly deferrable: Uint8Array;
}
