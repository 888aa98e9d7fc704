// What goes into the page of a run? Everything that stands of it, and the built template.

import { existsSync, readFileSync } from "node:fs";
import type { Alternatives } from "../plan/alternatives.ts";
import { planningCase } from "../plan/case.ts";
import { outlineOf } from "../plan/outline.ts";
import type { Pareto } from "../plan/pareto.ts";
import type { Plan } from "../plan/plan.ts";
import type { Bridge } from "../plan/replan/bridge.ts";
import type { Told } from "../plan/replan/replanning.ts";
import type { ScenarioReport } from "../plan/scenarios/report.ts";
import type { Tornado } from "../plan/sensitivity.ts";
import type { RunRecord } from "../record/record.ts";
import type { Beside, Front } from "../report/beside.ts";
import { report } from "../report/report.ts";
import type { Settlement } from "../settle/settle.ts";
import type { Certificate } from "../verify/certificate.ts";
import type { Case } from "./inputs.ts";
import { parseJson } from "./json-text.ts";
import { packaged } from "./package.ts";
import type { Artefact, RunFolder } from "./run-folder.ts";
import { Stop } from "./stop.ts";

/** The page as one HTML text. @throws Stop 3 when the package was not built */
export function drawPage({ resolved }: Case, plan: Plan, certificate: Certificate, beside: Beside, record?: RunRecord, settlement?: Settlement): string {
  const built = packaged("dist/report/page.html");
  if (!existsSync(built)) throw new Stop(3, "gigasite: the page is not built: run `npm run build`");
  return report({ resolved, plan, certificate, beside, ...(record ? { record } : {}), ...(settlement ? { settlement } : {}), template: readFileSync(built, "utf8") });
}

/** What stands beside the plan once the run folder is committed. @throws Stop 2 when one of the files is no JSON */
export function besideOf(run: RunFolder, { resolved, library }: Case, plan: Plan): Beside {
  const read = <Type>(artefact: Artefact): Type | undefined => (run.will(artefact) ? parseJson<Type>(run.path(artefact), readFileSync(run.path(artefact), "utf8")) : undefined);
  const [pareto, alternatives, tornado] = [read<Pareto>("pareto.json"), read<Alternatives>("alternatives.json"), read<Tornado>("tornado.json")];
  const [replan, scenarios] = [read<Told & { readonly from: string; readonly bridge?: Bridge }>("replan.json"), read<ScenarioReport>("scenarios.json")];
  const own = (): Front["own"] => outlineOf(planningCase(resolved.programme, library), plan.decisions, plan.derived, plan.objective);
  return {
    ...(pareto ? { pareto: { ...pareto, own: own()! } } : {}),
    ...(alternatives ? { alternatives } : {}),
    ...(tornado ? { tornado } : {}),
    ...(replan ? { replan } : {}),
    ...(scenarios ? { scenarios } : {}),
  };
}
