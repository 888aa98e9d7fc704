// Lease: the lessee pays the lessor for a site's halls, by IT-ready MW and month.

import { z } from "zod";
import { usdPerMwMonth } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const lease = z
  .strictObject({
    kind: z.literal("lease").describe("Kind of the clause."),
    ...common,
    payer: id.describe("The lessee."),
    payee: id.describe("The lessor."),
    site: id.describe("The site whose halls are let."),
    price: usdPerMwMonth.describe("Rent of one IT-ready MW for a month."),
  })
  .describe("The payer rents a site's halls, by IT-ready MW and month.");
