// Which published figures are compared, in which order?

import type { ValidationCase } from "./case.ts";
import { megatron175BFull } from "./cases/megatron-175b-full.ts";
import { megatron175BSelective } from "./cases/megatron-175b-selective.ts";
import { megatron1TFull } from "./cases/megatron-1t-full.ts";
import { megatron1TSelective } from "./cases/megatron-1t-selective.ts";
import { megatron22BFull } from "./cases/megatron-22b-full.ts";
import { megatron22BSelective } from "./cases/megatron-22b-selective.ts";
import { megatron530BData8 } from "./cases/megatron-530b-data-8.ts";
import { megatron530BFull } from "./cases/megatron-530b-full.ts";
import { megatron530BSelective } from "./cases/megatron-530b-selective.ts";
import { megatronMeanError } from "./cases/megatron-mean-error.ts";
import { slurmBackfill } from "./cases/slurm-backfill.ts";
import { v1 } from "./cases/v1.ts";
import { v10 } from "./cases/v10.ts";
import { v11 } from "./cases/v11.ts";
import { v14b } from "./cases/v14b.ts";
import { v14c } from "./cases/v14c.ts";
import { v19 } from "./cases/v19.ts";
import { v2 } from "./cases/v2.ts";
import { v20 } from "./cases/v20.ts";
import { v20b } from "./cases/v20b.ts";
import { v21 } from "./cases/v21.ts";
import { v22 } from "./cases/v22.ts";
import { v23 } from "./cases/v23.ts";
import { v24 } from "./cases/v24.ts";
import { v25 } from "./cases/v25.ts";
import { v3 } from "./cases/v3.ts";
import { v4 } from "./cases/v4.ts";
import { v5 } from "./cases/v5.ts";
import { v6 } from "./cases/v6.ts";
import { v7 } from "./cases/v7.ts";
import { v8 } from "./cases/v8.ts";
import { v9 } from "./cases/v9.ts";

export const cases: readonly ValidationCase[] = [
  v1,
  v2,
  v3,
  v4,
  v5,
  v6,
  v7,
  v8,
  v9,
  v10,
  v11,
  v14b,
  v14c,
  v19,
  v20,
  v20b,
  v21,
  v22,
  v23,
  v24,
  v25,
  megatron22BFull,
  megatron22BSelective,
  megatron175BFull,
  megatron175BSelective,
  megatron530BFull,
  megatron530BSelective,
  megatron1TFull,
  megatron1TSelective,
  megatron530BData8,
  megatronMeanError,
  slurmBackfill,
];
