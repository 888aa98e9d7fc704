// Does backfill start jobs in Slurm's order?

import type { ValidationCase } from "../case.ts";

export const slurmBackfill: ValidationCase = { id: "slurm-backfill", needs: "a running Slurm cluster that gives its own order of the same jobs" };
