// What may a grid connection do to a site, and what is it paid or asked for?

import { z } from "zod";
import { count, hours, perYear, power, share, usdPerMwh, usdPerMwYear } from "./fields.ts";
import { map } from "./names.ts";

const gridOutages = z
  .strictObject({
    rate: perYear.describe("Forced outages of each circuit in a year."),
    hours: hours.describe("Mean time until a circuit is back."),
    circuits: count.optional().describe("Circuits that share the connection's power; each may fail alone. One when absent."),
  })
  .describe("Forced outages of the connection.");

const gridCurtailment = z
  .strictObject({
    rate: perYear.describe("Emergencies a year in which the operator of the grid takes power away."),
    hours: hours.describe("Mean length of one."),
    share: share.describe("Share of the connection that is taken away."),
  })
  .describe("Curtailment by the operator of the grid; plant and storage on site may go on.");

const demandResponse = z
  .strictObject({
    facility: power.describe("Facility power given up when called, below the draw before the call."),
    hours: hours.describe("Hours a year in which it may be called; they are the dearest of the year."),
    call: hours.describe("Longest call; the day then has no other."),
    notice: hours.optional().describe("Time between the call and its start; storage fills up in it."),
    payment: usdPerMwYear.describe("Payment for standing ready, per MW and year."),
    energy: usdPerMwh.optional().describe("Payment for each MWh that is not drawn."),
  })
  .describe("A demand-response contract.");

const contractForDifference = z
  .strictObject({
    facility: power.describe("Power of the contract; nameplate where it follows the sun."),
    strike: usdPerMwh.describe("Price that the site pays and for which it gets the market's: the difference is paid in money, energy is bought as ever."),
    shape: z.enum(["flat", "sun"]).default("flat").describe("Volume by hour: the same always, or that of a solar plant at the site's place."),
    capacityFactor: share.optional().describe("Yearly mean over nameplate, for the shape of the sun."),
  })
  .describe("A power purchase that is settled in money: a contract for differences, or virtual PPA.");

export const swingLimits = z
  .strictObject({
    ramp: share.describe("Fastest change of power that the connection allows, as a share of it in a second."),
    swing: share.describe("Largest swing, high less low, as a share of the connection."),
    band: share.describe("Largest root mean square of power within the band of concern, as a share of the connection."),
  })
  .describe("Limits on how fast and how far power may move.");

export const gridTerms = z
  .strictObject({
    outages: gridOutages.optional(),
    curtailment: gridCurtailment.optional(),
    response: demandResponse.optional(),
    differences: map(contractForDifference).optional().describe("Contracts for differences, by id."),
    limits: swingLimits.optional().describe("Limits on power swings at this site, in place of the catalogue's."),
  })
  .describe("What the connection does beside giving power.");
