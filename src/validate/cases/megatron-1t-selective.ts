// How long is a step of megatron-1T-selective on Selene?

import { megatronCase } from "../step.ts";

export const megatron1TSelective = megatronCase("megatron-1T-selective");
