// How long is a step of megatron-175B-full on Selene?

import { megatronCase } from "../step.ts";

export const megatron175BFull = megatronCase("megatron-175B-full");
