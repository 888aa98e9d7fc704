// How long is a step of megatron-530B-full on Selene?

import { megatronCase } from "../step.ts";

export const megatron530BFull = megatronCase("megatron-530B-full");
