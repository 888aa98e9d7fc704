// `gigasite export PLAN --xlsx --ics ...`: a plan in others' formats, each a file in the run folder's export/ or in -o.

import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Answer } from "../face.ts";
import { type Case, caseOfFolder } from "../inputs.ts";
import { standingPlan } from "../job.ts";
import type { Plan } from "../../plan/plan.ts";
import { type RecordFormat, recordFiles } from "./export-record.ts";
import { type DrawnFormat, requestFile } from "./export-requests.ts";
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
  readonly opendc?: true;
  readonly chrome?: true;
  readonly swf?: true;
  readonly mooncake?: true;
  readonly vidur?: true;
}

/** Made of what was simulated; the others are made of the plan. */
const recordFormats = ["opendc", "chrome", "swf"] as const;

/** Made of the requests of a serving simulation, whose run folder has no programme. */
const drawnFormats = ["mooncake", "vidur"] as const;

type PlanFormat = Exclude<keyof ExportOptions, "output" | RecordFormat | DrawnFormat>;

interface Made {
  /** May have folders in it. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

export async function exportPlan([operand]: readonly string[], options: ExportOptions, answer: Answer): Promise<number> {
  const formats = [...(Object.keys(writers) as (keyof typeof writers)[]), ...recordFormats].filter((format) => options[format]);
  const drawn = drawnFormats.filter((format) => options[format]);
  if (formats.length + drawn.length === 0)
    throw new Stop(2, `export: expected at least one of ${[...Object.keys(writers), ...recordFormats, ...drawnFormats].map((format) => `--${format}`).join(", ")}`);
  const folder = runFolderOf(operand!);
  finishSwap(folder);
  const made: Made[] = [];
  for (const format of drawn) made.push(await requestFile(format, folder));
  for (const format of formats.filter(isOfRecord)) made.push(...(await recordFiles(format, folder)));
  const planned = formats.filter((format) => !isOfRecord(format));
  if (planned.length > 0) {
    const given = caseOfFolder(folder);
    const plan = standingPlan(folder);
    for (const format of planned) {
      answer.progress(`export: ${format}`);
      made.push({ name: `${given.name}.${writers[format].ending}`, content: await writers[format].write(given, plan) });
    }
  }
  const target = options.output ?? join(folder, "export");
  if (options.output === undefined) {
    const run = openRunFolder(folder);
    try {
      const stage = run.stage("export");
      mkdirSync(stage);
      // What other exports of the same plan wrote stays.
      if (existsSync(target)) cpSync(target, stage, { recursive: true });
      for (const { name, content } of made) writeUnder(stage, name, content);
      run.commit();
    } finally {
      run.close();
    }
  } else {
    mkdirSync(target, { recursive: true });
    for (const { name, content } of made) writeUnder(target, name, content);
  }
  const files = made.map(({ name, content }) => ({ file: join(target, name), bytes: Buffer.byteLength(content) }));
  answer.give({ document: { files }, text: files.map(({ file, bytes }) => `${file}, ${bytes.toLocaleString("en-US")} bytes`).join("\n") });
  return 0;
}

function isOfRecord(format: PlanFormat | RecordFormat): format is RecordFormat {
  return recordFormats.some((one) => one === format);
}

function writeUnder(folder: string, name: string, content: string | Uint8Array): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

interface Writer {
  readonly ending: string;
  readonly write: (given: Case, plan: Plan) => Promise<string | Uint8Array>;
}

const writers: Readonly<Record<PlanFormat, Writer>> = {
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
