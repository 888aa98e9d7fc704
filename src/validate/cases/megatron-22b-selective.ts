// How long is a step of megatron-22B-selective on Selene?

import { megatronCase } from "../step.ts";

export const megatron22BSelective = megatronCase("megatron-22B-selective");
