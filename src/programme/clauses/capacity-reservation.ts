// Capacity reservation: a provider keeps compute at a cloud for a party in a window.

import { z } from "zod";
import { compute, usdPerH100eHour } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const capacityReservation = z.strictObject({
  kind: z.literal("capacity-reservation"),
  ...common,
  holder: id,
  provider: id,
  cloud: id,
  amount: compute,
  price: usdPerH100eHour,
});
