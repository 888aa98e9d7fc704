// `gigasite verify PLAN`: an independent check of a plan, with a certificate; refused is exit 1.

import type { Answer } from "../face.ts";
import { caseOfFolder } from "../inputs.ts";
import { finish, standingDocument, verify as replay } from "../job.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { certificateScreen } from "../screens/certificate.ts";
import { work } from "../work.ts";

export async function verify([operand]: readonly string[], _options: object, answer: Answer): Promise<number> {
  const folder = runFolderOf(operand!);
  finishSwap(folder);
  const given = caseOfFolder(folder);
  const made = standingDocument(folder);
  return work(given, folder, {}, answer, async (job) => {
    const certificate = await replay(job, made);
    finish(job);
    answer.give({ document: certificate, text: certificateScreen(certificate) });
    return certificate.accepted ? 0 : 1;
  });
}
