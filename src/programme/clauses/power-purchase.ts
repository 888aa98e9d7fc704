// Power purchase: energy at a site up to a quantity, at a fixed price in place of the tariff's.

import { z } from "zod";
import { power, usdPerMwh } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const powerPurchase = z.strictObject({
  kind: z.literal("power-purchase"),
  ...common,
  payer: id,
  payee: id,
  site: id,
  /** Facility power up to which the price holds. */
  facility: power,
  price: usdPerMwh,
});
