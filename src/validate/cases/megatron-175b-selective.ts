// How long is a step of megatron-175B-selective on Selene?

import { megatronCase } from "../step.ts";

export const megatron175BSelective = megatronCase("megatron-175B-selective");
