// Capacity fee: the customer pays the programme company for capacity, used or not.

import { z } from "zod";
import { usdPerMwMonth } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const capacityFee = z
  .strictObject({
    kind: z.literal("capacity-fee").describe("Kind of the clause."),
    ...common,
    payer: id.describe("The party that pays."),
    payee: id.describe("The party that is paid."),
    price: usdPerMwMonth.describe("Price of one IT MW for a month."),
    on: z.enum(["it-ready", "racked", "running"]).describe("The rung of the MW ladder that is paid for."),
    sites: z.array(id).optional().describe("Sites it covers; all when absent."),
  })
  .describe("The payer pays for capacity by IT MW and month, used or not.");
