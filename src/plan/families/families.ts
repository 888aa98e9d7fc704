// Which rules make up the plan's linear programme, in reading order?

import type { Exclusion, Family } from "./family.ts";
import { agreementExclusivity } from "./agreement-exclusivity.ts";
import { agreementFirstRefusal } from "./agreement-first-refusal.ts";
import { agreementPowerCap } from "./agreement-power-cap.ts";
import { buildCrew } from "./build-crew.ts";
import { buildEquipment } from "./build-equipment.ts";
import { buildReady } from "./build-ready.ts";
import { chipHall } from "./chip-hall.ts";
import { chipRetired } from "./chip-retired.ts";
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
import { moneyCoverage } from "./money-coverage.ts";
import { moneyDebt } from "./money-debt.ts";
import { moneyOpex } from "./money-opex.ts";
import { powerBalance } from "./power-balance.ts";
import { powerFirm } from "./power-firm.ts";
import { powerGroup } from "./power-group.ts";
import { powerPermit } from "./power-permit.ts";
import { powerStorage } from "./power-storage.ts";
import { serveDemand } from "./serve-demand.ts";
import { serveLatency } from "./serve-latency.ts";
import { serveResearch } from "./serve-research.ts";
import { siteFewest } from "./site-fewest.ts";
import { siteLand } from "./site-land.ts";
import { siteOpen } from "./site-open.ts";
import { siteWater } from "./site-water.ts";
import { sitePace } from "./site-pace.ts";
import { sitePhase } from "./site-phase.ts";
import { takeOrPay } from "./agreement-take-or-pay.ts";

export const families: readonly Family[] = [
  siteOpen,
  siteFewest,
  siteLand,
  sitePhase,
  sitePace,
  buildReady,
  buildCrew,
  buildEquipment,
  powerGroup,
  powerFirm,
  agreementPowerCap,
  powerBalance,
  powerStorage,
  powerPermit,
  siteWater,
  chipSupply,
  chipStanding,
  chipRetired,
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
  moneyCoverage,
];

/** Rules that are kept by having no column for what they forbid. */
export const exclusions: readonly Exclusion[] = [serveLatency, agreementExclusivity, agreementFirstRefusal];
