// How long is a step of megatron-530B-selective on Selene?

import { megatronCase } from "../step.ts";

export const megatron530BSelective = megatronCase("megatron-530B-selective");
