// Who signs, funds, supplies or is owed, and with what money?

import { z } from "zod";
import { money, moneyByQuarter, perYear, quarter, quarters, ratio, share, usdPerQuarter, usdPerYear, years } from "./fields.ts";
import { id, map } from "./names.ts";

export const roles = ["investor", "lender", "technology", "build", "operate", "cloud", "utility", "customer"] as const;

export const party = z.strictObject({
  name: z.string().describe("Name to show."),
  roles: z.array(z.enum(roles)).describe("What the party does in the programme; it may do several things."),
  note: z.string().optional().describe("Anything worth knowing about the party."),
});

export const equity = z.strictObject({
  commitment: money.describe("The most that this investor puts in over the whole programme."),
  share: share.optional().describe("Share of the programme company that it holds, where that is not in proportion to commitments; recorded, calls follow commitments."),
  order: z.number().int().min(1).default(1).describe("Investors of a lower order are called first; within an order, in proportion to their commitments."),
  unsigned: z.boolean().default(false).describe("True for the remainder to be raised: no one has signed for it."),
  premium: perYear.optional().describe("Extra yearly return that this money asks above the discount rate."),
  calls: z
    .strictObject({
      notice: quarters.optional().describe("Time from the call to the money."),
      most: usdPerQuarter.optional().describe("The most that can be called in one quarter."),
      mostShare: share.optional().describe("The most that can be called in one quarter, as a share of the commitment."),
      mostPerYear: usdPerYear.optional().describe("The most that can be called in one calendar year."),
    })
    .default({})
    .describe("How the money can be called."),
});

export const eligible = ["buildings", "power", "accelerators"] as const;

export const facility = z.strictObject({
  lender: id.describe("The party that lends."),
  limit: money.describe("The most that may be owed."),
  rate: perYear.describe("Interest on what is owed."),
  fee: share.describe("Paid at each draw, as a share of it."),
  tenor: years.describe("Time after which a draw is repaid at the latest."),
  eligible: z
    .array(z.enum(eligible))
    .default([...eligible])
    .describe("What the facility may be drawn against."),
  loanToCost: share.describe("While building: debt at most this share of eligible cost so far."),
  ltv: share.describe("Loan to value, from `tested` on: debt at most this share of depreciated eligible cost."),
  tested: quarter.describe("First quarter in which `ltv` is tested in place of `loanToCost`."),
  dscr: ratio
    .optional()
    .describe("Debt service coverage: least ratio of cash flow available for debt service to interest and repayments, over four quarters, from the fourth tested quarter on."),
  most: moneyByQuarter.optional().describe("New debt that the market takes, by year."),
});

export const capital = z.strictObject({
  budget: money.describe("The most capital that the programme may spend over its calendar."),
  callable: moneyByQuarter.optional().describe("Cumulative money that may be called by each quarter; each entry holds until the next. What is available, never a minimum spend."),
  cashFloor: money.optional().describe("Least cash at the end of each quarter."),
  equity: map(equity).describe("Money of the investors, by the party's id."),
  debt: map(facility).default({}).describe("Debt facilities by id."),
});
