// What does the page need? Everything of one run, as the other floors hand it over; nothing is read from disk here.

import type { Plan } from "../plan/plan.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import type { RunRecord } from "../record/record.ts";
import type { Settlement } from "../settle/settle.ts";
import type { Certificate } from "../verify/certificate.ts";
import type { Beside } from "./beside.ts";

/** Who is to be named for data that the page shows. */
export interface Credit {
  readonly of: string;
  readonly by: string;
  readonly licence?: string;
}

export interface ReportInput {
  readonly resolved: ResolvedProgramme;
  readonly plan: Plan;
  /** Absent where the plan was not verified. */
  readonly certificate?: Certificate;
  /** Fronts, alternatives, sensitivities, futures and the last plan, as far as a command made them. */
  readonly beside?: Beside;
  /** Absent before `simulate`. */
  readonly record?: RunRecord;
  /** Absent before `settle`. */
  readonly settlement?: Settlement;
  /** Credits of the climate, price and carbon tables used, besides those every page carries. */
  readonly credits?: readonly Credit[];
  /** Text of the built page (`dist/report/page.html`): script, style, fonts and outlines, with a place for the data. */
  readonly template: string;
}
