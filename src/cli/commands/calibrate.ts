// `gigasite plan FILE --calibrate RECORD`: plan, simulate, learn, and plan again: the planner's guesses become what the record has.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { calibrated } from "../../sweep/calibrated.ts";
import { type Lessons, lessonsOf } from "../../sweep/lessons.ts";
import type { Answer } from "../face.ts";
import { type Case, caseOfFile, caseOfFolder, readText, sha256 } from "../inputs.ts";
import { draw, finish, type Job, plan as decide, simulate, standingPlan, standingRecord, verify } from "../job.ts";
import { jsonText } from "../json-text.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { calibrationScreen } from "../screens/calibration.ts";
import { verdict } from "../screens/certificate.ts";
import { Stop } from "../stop.ts";
import { settingsOf, work, type WorkOptions } from "../work.ts";

export interface CalibrateOptions extends WorkOptions {
  /** Run folder or `record/` that teaches. */
  readonly calibrate: string;
  readonly rounds?: number;
}

/** What `calibration.json` holds: planned against simulated, first in the record given, then after each round. */
export interface Calibration {
  readonly gigasite: 1;
  readonly programme: string;
  readonly rounds: readonly Lessons[];
}

export async function planCalibrated(file: string, options: CalibrateOptions, answer: Answer): Promise<number> {
  const given = caseOfFile(file, settingsOf(options));
  const before = await taught(runFolderOf(options.calibrate), given);
  return work(given, options.output ?? join("runs", given.name), options, answer, async (job) => {
    const rounds = [before];
    const count = options.rounds ?? 1;
    for (let round = 1; round <= count; round += 1) {
      const calibratedJob: Job = { ...job, given: withResolved(given, calibrated(given.resolved, rounds.at(-1)!)) };
      answer.say(`calibrate: round ${round} of ${count}`);
      const made = await decide(calibratedJob);
      const certificate = await verify(calibratedJob, made);
      // A stop keeps what stood: half a round is no calibration.
      if (answer.interrupted.aborted) return 130;
      if (!made.feasible || !certificate.accepted) {
        await draw(calibratedJob, made, certificate);
        finish(calibratedJob);
        answer.give({
          document: certificate,
          text: made.feasible ? verdict(certificate) : `with what the record teaches there is no plan that keeps every rule (round ${round}); \`gigasite explain\` says why`,
        });
        return 1;
      }
      const record = await simulate(calibratedJob, made);
      if (answer.interrupted.aborted) return 130;
      rounds.push(lessonsOf(calibratedJob.given.resolved.programme, made, record, sha256(JSON.stringify(record.summary))));
      if (round < count) continue;
      const calibration: Calibration = { gigasite: 1, programme: given.resolved.programme.programme, rounds };
      job.run.stageText("calibration.json", jsonText(calibration));
      await draw(calibratedJob, made, certificate, record);
      finish(calibratedJob);
      answer.give({ document: calibration, text: `${calibrationScreen(rounds)}\n${verdict(certificate)}\nwritten to ${job.run.folder}` });
    }
    return 0;
  });
}

/** The lessons of a record that stands with its plan. @throws Stop 2 where it is of another programme, or has no plan beside it */
async function taught(folder: string, { resolved }: Case): Promise<Lessons> {
  finishSwap(folder);
  if (!existsSync(join(folder, "plan.json"))) throw new Stop(2, `${folder}: no plan stands beside the record: what was planned is not known`);
  const { programme } = caseOfFolder(folder).resolved;
  const record = await standingRecord(folder);
  const other = (["workloads", "sites"] as const).flatMap((key) =>
    Object.keys(programme[key])
      .filter((id) => !(id in resolved.programme[key]))
      .map((id) => `${key}.${id}`),
  );
  if (programme.calendar.from !== resolved.programme.calendar.from || other.length > 0)
    throw new Stop(2, `${folder}: the record is of another programme: ${other.length > 0 ? `this one has no ${other.join(", ")}` : `it begins in ${programme.calendar.from}`}`);
  return lessonsOf(programme, standingPlan(folder), record, sha256(readText(join(folder, "record", "summary.json"))!));
}

function withResolved(given: Case, resolved: Case["resolved"]): Case {
  const text = jsonText(resolved);
  return { ...given, resolved, text, hash: sha256(text) };
}
