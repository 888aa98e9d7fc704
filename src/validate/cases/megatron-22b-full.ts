// How long is a step of megatron-22B-full on Selene?

import { megatronCase } from "../step.ts";

export const megatron22BFull = megatronCase("megatron-22B-full");
