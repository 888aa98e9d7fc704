// What goes into the page of a run? Everything that stands of it, and the built template.

import { existsSync, readFileSync } from "node:fs";
import type { Plan } from "../plan/plan.ts";
import type { RunRecord } from "../record/record.ts";
import { report } from "../report/report.ts";
import type { Settlement } from "../settle/settle.ts";
import type { Certificate } from "../verify/certificate.ts";
import type { Case } from "./inputs.ts";
import { packaged } from "./package.ts";
import { Stop } from "./stop.ts";

/** The page as one HTML text. @throws Stop 3 when the package was not built */
export function drawPage({ resolved }: Case, plan: Plan, certificate: Certificate, record?: RunRecord, settlement?: Settlement): string {
  const built = packaged("dist/report/page.html");
  if (!existsSync(built)) throw new Stop(3, "gigasite: the page is not built: run `npm run build`");
  return report({ resolved, plan, certificate, ...(record ? { record } : {}), ...(settlement ? { settlement } : {}), template: readFileSync(built, "utf8") });
}
