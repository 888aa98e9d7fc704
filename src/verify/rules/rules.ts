// Which rule families are there? In the order of docs/model.md.

import { agreementExclusivity } from "./agreement-exclusivity.ts";
import { agreementFirstRefusal } from "./agreement-first-refusal.ts";
import { agreementTakeOrPay } from "./agreement-take-or-pay.ts";
import { buildCrew } from "./build-crew.ts";
import { buildEquipment } from "./build-equipment.ts";
import { buildReady } from "./build-ready.ts";
import { chipHall } from "./chip-hall.ts";
import { chipRetired } from "./chip-retired.ts";
import { chipRunning } from "./chip-running.ts";
import { chipSupply } from "./chip-supply.ts";
import { cloudMost } from "./cloud-most.ts";
import { computeCapacity } from "./compute-capacity.ts";
import { computeMilestone } from "./compute-milestone.ts";
import { computePeak } from "./compute-peak.ts";
import { moneyBudget } from "./money-budget.ts";
import { moneyCalls } from "./money-calls.ts";
import { moneyCash } from "./money-cash.ts";
import { moneyCoverage } from "./money-coverage.ts";
import { moneyDebt } from "./money-debt.ts";
import { powerBalance } from "./power-balance.ts";
import { powerFirm } from "./power-firm.ts";
import { powerGroup } from "./power-group.ts";
import { powerPermit } from "./power-permit.ts";
import { powerStorage } from "./power-storage.ts";
import type { Rule } from "./rule.ts";
import { serveDemand } from "./serve-demand.ts";
import { serveLatency } from "./serve-latency.ts";
import { serveResearch } from "./serve-research.ts";
import { siteFewest } from "./site-fewest.ts";
import { siteLand } from "./site-land.ts";
import { siteOpen } from "./site-open.ts";
import { sitePace } from "./site-pace.ts";
import { sitePhase } from "./site-phase.ts";
import { siteWater } from "./site-water.ts";

export const rules: readonly Rule[] = [
  siteOpen,
  siteFewest,
  siteLand,
  sitePhase,
  siteWater,
  sitePace,
  buildReady,
  buildCrew,
  buildEquipment,
  powerGroup,
  powerFirm,
  powerPermit,
  powerStorage,
  powerBalance,
  chipSupply,
  chipRetired,
  chipHall,
  chipRunning,
  computeCapacity,
  computePeak,
  computeMilestone,
  serveDemand,
  serveLatency,
  serveResearch,
  cloudMost,
  agreementExclusivity,
  agreementFirstRefusal,
  agreementTakeOrPay,
  moneyBudget,
  moneyCash,
  moneyCalls,
  moneyDebt,
  moneyCoverage,
];
