// Power cap: a site draws at most this much facility power.

import { z } from "zod";
import { power } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const powerCap = z
  .strictObject({
    kind: z.literal("power-cap").describe("Kind of the clause."),
    ...common,
    site: id.describe("The site that is capped."),
    facility: power.describe("The most facility power it may draw."),
  })
  .describe("A site draws at most this much facility power.");
