// Is the simulator ten times as fast as CloudSim Plus?

import type { ValidationCase } from "../case.ts";

export const v25: ValidationCase = { id: "V25", needs: "a clock and the peer on the same machine: the core reads no clock, so this is measured in bench/" };
