// Exclusivity: work of a class runs with one provider only.

import { z } from "zod";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const exclusivity = z
  .strictObject({
    kind: z.literal("exclusivity").describe("Kind of the clause."),
    ...common,
    class: id.describe("Inference class that is bound, for example `api`."),
    provider: id.describe("The party whose clouds it runs on."),
    except: z.array(id).default([]).describe("Workloads that are excepted."),
  })
  .describe("Work of a class runs with one provider only.");
