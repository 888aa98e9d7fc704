// `gigasite settle RECORD`: who owes whom, from a record and the dated clauses.

import { resolve } from "node:path";
import type { Day } from "../../units/brand.ts";
import type { Answer } from "../face.ts";
import { caseOfFolder } from "../inputs.ts";
import { draw, finish, settle as rate, standingPlan, standingRecord, verify } from "../job.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { settlementScreen } from "../screens/settlement.ts";
import { Stop } from "../stop.ts";
import { work } from "../work.ts";

export async function settle([operand]: readonly string[], { asOf }: { readonly asOf?: string }, answer: Answer): Promise<number> {
  if (asOf !== undefined && !isDay(asOf)) throw new Stop(2, `--as-of: expected a day such as 2027-06-30, got ${asOf}`);
  const folder = runFolderOf(resolve(operand!));
  finishSwap(folder);
  const given = caseOfFolder(folder);
  const made = standingPlan(folder);
  const record = await standingRecord(folder);
  return work(given, folder, {}, answer, async (job) => {
    const settlement = await rate(job, made, record, asOf as Day | undefined);
    await draw(job, made, await verify(job, made), record, settlement);
    finish(job);
    answer.give({ document: settlement, text: `${settlementScreen(settlement)}\nwritten to ${job.run.folder}/statements` });
    return 0;
  });
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
