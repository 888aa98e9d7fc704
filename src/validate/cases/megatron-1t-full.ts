// How long is a step of megatron-1T-full on Selene?

import { megatronCase } from "../step.ts";

export const megatron1TFull = megatronCase("megatron-1T-full");
