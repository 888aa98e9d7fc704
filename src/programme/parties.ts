// Who signs, funds, supplies or is owed, and with what money?

import { z } from "zod";
import { money, moneyByQuarter, perYear, quarter, quarters, share, usdPerQuarter, usdPerYear, years } from "./fields.ts";
import { id, map } from "./names.ts";

export const roles = ["investor", "lender", "technology", "build", "operate", "cloud", "utility", "customer"] as const;

export const party = z.strictObject({
  name: z.string(),
  roles: z.array(z.enum(roles)),
  note: z.string().optional(),
});

export const equity = z.strictObject({
  /** The most this investor puts in over the whole programme. */
  commitment: money,
  /** Investors of a lower order are called first; within an order, pro rata to commitment. */
  order: z.number().int().min(1).default(1),
  /** True for the unfunded remainder: no one has signed for it. */
  unsigned: z.boolean().default(false),
  /** Extra yearly return that this money asks above the discount rate. */
  premium: perYear.optional(),
  calls: z.strictObject({ notice: quarters.optional(), most: usdPerQuarter.optional(), mostShare: share.optional(), mostPerYear: usdPerYear.optional() }).default({}),
});

export const eligible = ["buildings", "power", "accelerators"] as const;

export const facility = z.strictObject({
  lender: id,
  limit: money,
  rate: perYear,
  /** Paid at each draw, as a share of it. */
  fee: share,
  tenor: years,
  /** What the facility may be drawn against. */
  eligible: z.array(z.enum(eligible)).default([...eligible]),
  /** While building: debt at most this share of eligible cost so far. */
  loanToCost: share,
  /** From `tested` on: debt at most this share of depreciated eligible cost. */
  ltv: share,
  tested: quarter,
  /** Least ratio of cash flow available for debt service to interest and repayments. */
  dscr: share.optional(),
  /** New debt that the market takes, by year. */
  most: moneyByQuarter.optional(),
});

export const capital = z.strictObject({
  budget: money,
  /** Cumulative money callable by quarter; held until the next entry. Never a minimum spend. */
  callable: moneyByQuarter.optional(),
  cashFloor: money.optional(),
  equity: map(equity),
  debt: map(facility).default({}),
});
