// Capacity reservation: a provider keeps compute at a cloud for a party in a window.

import { z } from "zod";
import { compute, usdPerH100eHour } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const capacityReservation = z
  .strictObject({
    kind: z.literal("capacity-reservation").describe("Kind of the clause."),
    ...common,
    holder: id.describe("The party it is kept for."),
    provider: id.describe("The party that keeps it."),
    cloud: id.describe("The cloud of the catalogue where it is kept."),
    amount: compute.describe("How much compute is kept."),
    price: usdPerH100eHour.describe("Price of what is kept."),
  })
  .describe("A provider keeps compute at a cloud for the holder.");
