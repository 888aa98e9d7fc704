// What MFU is left when eight replicas of the 530B run sum their gradients?

import type { ValidationCase } from "../case.ts";
import { ampereEfficiency, stepOf } from "../step.ts";

const id = "megatron-530B-data-8";

export const megatron530BData8: ValidationCase = { id, run: (facts) => ({ figures: [stepOf(facts, id, ampereEfficiency(facts)).mfuWithAttention] }) };
