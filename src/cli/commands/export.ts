// `gigasite export PLAN --xlsx --ics ...`: a plan in others' formats, each a file in the run folder's export/ or in -o.

import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../face.ts";
import { type Case, caseOfFolder } from "../inputs.ts";
import { standingPlan } from "../job.ts";
import type { Plan } from "../../plan/plan.ts";
import { finishSwap, openRunFolder, runFolderOf } from "../run-folder.ts";
import { Stop } from "../stop.ts";

export interface ExportOptions {
  readonly output?: string;
  readonly xlsx?: true;
  readonly gantt?: true;
  readonly project?: true;
  readonly ics?: true;
  readonly geojson?: true;
  readonly mps?: true;
  readonly lp?: true;
}

type Format = Exclude<keyof ExportOptions, "output">;

export async function exportPlan([operand]: readonly string[], options: ExportOptions, answer: Answer): Promise<number> {
  const formats = (Object.keys(writers) as Format[]).filter((format) => options[format]);
  if (formats.length === 0)
    throw new Stop(
      2,
      `export: expected at least one of ${Object.keys(writers)
        .map((format) => `--${format}`)
        .join(", ")}`,
    );
  const folder = runFolderOf(operand!);
  finishSwap(folder);
  const given = caseOfFolder(folder);
  const plan = standingPlan(folder);
  const made: { readonly name: string; readonly content: string | Buffer }[] = [];
  for (const format of formats) {
    answer.progress(`export: ${format}`);
    const { ending, write } = writers[format];
    made.push({ name: `${given.name}.${ending}`, content: await write(given, plan) });
  }
  const target = options.output ?? join(folder, "export");
  if (options.output === undefined) {
    const run = openRunFolder(folder);
    try {
      const stage = run.stage("export");
      mkdirSync(stage);
      // What other exports of the same plan wrote stays.
      for (const name of existsSync(target) ? readdirSync(target) : []) copyFileSync(join(target, name), join(stage, name));
      for (const { name, content } of made) writeFileSync(join(stage, name), content);
      run.commit();
    } finally {
      run.close();
    }
  } else {
    mkdirSync(target, { recursive: true });
    for (const { name, content } of made) writeFileSync(join(target, name), content);
  }
  const files = made.map(({ name, content }) => ({ file: join(target, name), bytes: Buffer.byteLength(content) }));
  answer.give({ document: { files }, text: files.map(({ file, bytes }) => `${file}, ${bytes.toLocaleString("en-US")} bytes`).join("\n") });
  return 0;
}

interface Writer {
  readonly ending: string;
  readonly write: (given: Case, plan: Plan) => Promise<string | Buffer>;
}

const writers: Readonly<Record<Format, Writer>> = {
  xlsx: {
    ending: "xlsx",
    async write({ resolved }, plan) {
      const [{ workbook }, { workbookXlsx }] = await Promise.all([import("../../report/workbook/workbook.ts"), import("../../formats/workbook-xlsx.ts")]);
      return workbookXlsx(workbook(resolved.programme, plan));
    },
  },
  gantt: {
    ending: "csv",
    async write({ resolved }, plan) {
      const [{ activitiesOf }, { ganttCsv }] = await Promise.all([import("../../formats/activities.ts"), import("../../formats/gantt-csv.ts")]);
      return ganttCsv(activitiesOf(resolved.programme, plan));
    },
  },
  project: {
    ending: "xml",
    async write({ resolved: { programme } }, plan) {
      const [{ activitiesOf }, { projectXml }] = await Promise.all([import("../../formats/activities.ts"), import("../../formats/project-xml.ts")]);
      return projectXml(activitiesOf(programme, plan), programme.programme, (id) => programme.sites[id]?.name ?? id);
    },
  },
  ics: {
    ending: "ics",
    async write({ resolved: { programme } }, plan) {
      const [{ activitiesOf }, { calendarIcs }] = await Promise.all([import("../../formats/activities.ts"), import("../../formats/calendar-ics.ts")]);
      return calendarIcs(activitiesOf(programme, plan), programme.programme, programme.known);
    },
  },
  geojson: {
    ending: "geojson",
    async write({ resolved }, plan) {
      const { sitesGeojson } = await import("../../formats/sites-geojson.ts");
      return sitesGeojson(resolved.programme, plan);
    },
  },
  mps: { ending: "mps", write: async (given) => (await import("../../plan/lp/mps.ts")).mpsText(await modelOf(given), given.name) },
  lp: { ending: "lp", write: async (given) => (await import("../../plan/lp/lp-text.ts")).lpText(await modelOf(given), given.name) },
};

async function modelOf({ resolved, library }: Case) {
  const [{ planningCase }, { draftOf }] = await Promise.all([import("../../plan/case.ts"), import("../../plan/draft.ts")]);
  return draftOf(planningCase(resolved.programme, library)).model;
}
