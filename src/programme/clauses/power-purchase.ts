// Power purchase: energy at a site up to a quantity, at a fixed price in place of the tariff's.

import { z } from "zod";
import { power, usdPerMwh } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const powerPurchase = z
  .strictObject({
    kind: z.literal("power-purchase").describe("Kind of the clause."),
    ...common,
    payer: id.describe("The buyer."),
    payee: id.describe("The seller."),
    site: id.describe("The site that is supplied."),
    facility: power.describe("Facility power up to which the price holds."),
    price: usdPerMwh.describe("Price of the energy."),
  })
  .describe("Energy at a site, up to a quantity, at a fixed price in place of the tariff's.");
