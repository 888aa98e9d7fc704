// Exclusivity: work of a class runs with one provider only.

import { z } from "zod";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const exclusivity = z.strictObject({
  kind: z.literal("exclusivity"),
  ...common,
  /** Inference class that is bound, for example `api`. */
  class: id,
  provider: id,
  /** Workloads that are excepted. */
  except: z.array(id).default([]),
});
