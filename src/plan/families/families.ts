// Which rules make up the plan's linear programme, in reading order?

import type { Family } from "./family.ts";
import { buildCrew } from "./build-crew.ts";
import { buildReady } from "./build-ready.ts";
import { chipHall } from "./chip-hall.ts";
import { chipRunning } from "./chip-running.ts";
import { chipStanding } from "./chip-standing.ts";
import { chipSupply } from "./chip-supply.ts";
import { cloudMost } from "./cloud-most.ts";
import { computeCapacity } from "./compute-capacity.ts";
import { computeMilestone } from "./compute-milestone.ts";
import { computePeak } from "./compute-peak.ts";
import { moneyBudget } from "./money-budget.ts";
import { moneyCalls } from "./money-calls.ts";
import { moneyCapex } from "./money-capex.ts";
import { moneyCash } from "./money-cash.ts";
import { moneyDebt } from "./money-debt.ts";
import { moneyOpex } from "./money-opex.ts";
import { powerBalance } from "./power-balance.ts";
import { powerFirm } from "./power-firm.ts";
import { powerGroup } from "./power-group.ts";
import { serveDemand } from "./serve-demand.ts";
import { serveResearch } from "./serve-research.ts";
import { siteFewest } from "./site-fewest.ts";
import { siteLand } from "./site-land.ts";
import { siteOpen } from "./site-open.ts";
import { sitePace } from "./site-pace.ts";
import { takeOrPay } from "./take-or-pay.ts";

export const families: readonly Family[] = [
  siteOpen,
  siteFewest,
  siteLand,
  sitePace,
  buildReady,
  buildCrew,
  powerGroup,
  powerFirm,
  powerBalance,
  chipSupply,
  chipStanding,
  chipHall,
  chipRunning,
  computeCapacity,
  computePeak,
  computeMilestone,
  serveDemand,
  serveResearch,
  cloudMost,
  takeOrPay,
  moneyCapex,
  moneyBudget,
  moneyOpex,
  moneyCash,
  moneyCalls,
  moneyDebt,
];
