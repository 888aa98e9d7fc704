// What is a replica of the model made of?

import type { StepCost } from "../../physics/serving-step.ts";
import type { Replica } from "./replica.ts";

/** What a replica is made of; times in picoseconds where not said otherwise. */
export interface ReplicaTerms {
  readonly cost: StepCost;
  readonly blocks: number;
  readonly blockTokens: number;
  /** Blocks of one entry of the prefix cache; 0: prefixes are not kept. */
  readonly entryBlocks: number;
  readonly maxSequences: number;
  readonly maxBatchedTokens: number;
  /** Blocks that an admission leaves free while others run. */
  readonly watermarkBlocks: number;
  /** Time to move one block to or from the host. */
  readonly swapPicoseconds: number;
  /** Blocks of host memory for swapped requests; 0: a preempted request is computed again. */
  readonly hostBlocks: number;
  /** Tokens that a running request passes through the model each step, drafted ones counted. */
  readonly stepTokens: number;
  /** Parts that a token is counted in, so that a step's mean tokens are whole. */
  readonly grain: number;
  /** Mean parts of a token that a running request gets in a step. */
  readonly stride: number;
  /** Time of the draft model in a step. */
  readonly draftPicoseconds: number;
  /** True where a request leaves after its first token, for a replica that decodes. */
  readonly prefillOnly: boolean;
  /** Writes the next step into the replica. */
  readonly compose: (replica: Replica) => void;
}
