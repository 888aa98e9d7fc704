// SLA: availability below a floor gives the customer a credit on the capacity fee.

import { z } from "zod";
import { share } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const sla = z
  .strictObject({
    kind: z.literal("sla").describe("Kind of the clause."),
    ...common,
    provider: id.describe("The party that owes the credit."),
    customer: id.describe("The party that is credited."),
    floor: share.describe("Running over racked capacity, mean of the quarter."),
    creditPerPoint: share.describe("Share of the quarter's capacity fee credited for each full point below the floor."),
    fee: id.describe("The clause whose fee is credited."),
  })
  .describe("Availability below a floor gives the customer a credit on the capacity fee.");
