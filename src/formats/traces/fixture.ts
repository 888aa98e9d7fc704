// One small file of every format, of our own making: what tests of all formats stand on.

import { parquetOf } from "./parquet-columns.ts";
import { readTrace, type TraceRead } from "./read-trace.ts";

export interface Fixture {
  /** As `traceFormats` has it. */
  readonly format: string;
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly rows: number;
  /** A row that is wrong, put after the others, and what the message says of it; text formats with rows only. */
  readonly wrong?: readonly { readonly row: string; readonly says: RegExp }[];
  /** Lines before the first row. */
  readonly headerLines?: number;
}

const lines = (...rows: readonly string[]) => `${rows.join("\n")}\n`;

/** A year of hours with one temperature, for the weather formats. */
function hours(row: (month: number, day: number, hour: number) => string): string[] {
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].flatMap((days, month) =>
    Array.from({ length: days * 24 }, (_, at) => row(month + 1, Math.floor(at / 24) + 1, (at % 24) + 1)),
  );
}

const two = (value: number) => String(value).padStart(2, "0");

export const fixtures: readonly Fixture[] = [
  {
    format: "swf",
    name: "made.swf",
    content: lines(
      "; Version: 2.2",
      "; UnixStartTime: 1700000000",
      "; MaxNodes: 4",
      "; MaxProcs: 32",
      "1 0 5 100 8 -1 -1 8 200 1024 1 3 1 -1 1 -1 -1 -1",
      "2 10 -1 -1 -1 -1 -1 16 3600 -1 5 4 2 7 2 -1 1 60",
      "3 20 0 7.5 1 -1 -1 -1 -1 -1 0 3 1 -1 1 -1 -1 -1",
    ),
    rows: 3,
    headerLines: 4,
    wrong: [
      { row: "4 30 0 7 1 -1 -1", says: /:8:1: expected 18 numbers, found 7/ },
      { row: "4 30 0 x7 1 -1 -1 1 -1 -1 1 3 1 -1 1 -1 -1 -1", says: /:8:8: run time: expected a number of at least 0, found "x7"/ },
      { row: "4 -30 0 7 1 -1 -1 1 -1 -1 1 3 1 -1 1 -1 -1 -1", says: /:8:3: submit time: expected a number of at least 0, found "-30"/ },
      { row: "3 30 0 7 1 -1 -1 1 -1 -1 1 3 1 -1 1 -1 -1 -1", says: /:8:1: job number: expected a job number that no other row has, found "3"/ },
    ],
  },
  {
    format: "philly",
    name: "made_job_log",
    content: JSON.stringify(
      [
        {
          status: "Pass",
          vc: "a1",
          jobid: "application_1",
          attempts: [
            { start_time: "2017-10-07 01:02:00", end_time: "2017-10-07 02:02:00", detail: [{ ip: "m1", gpus: ["gpu0", "gpu1"] }] },
            { start_time: "2017-10-07 03:00:00", end_time: "2017-10-07 03:00:30", detail: [{ ip: "m2", gpus: ["gpu0", "gpu1"] }] },
          ],
          submitted_time: "2017-10-07 01:00:00",
          user: "u1",
        },
        { status: "Killed", vc: "a2", jobid: "application_2", attempts: [], submitted_time: "2017-12-07 01:00:00", user: "u2" },
      ],
      null,
      1,
    ),
    rows: 2,
  },
  {
    format: "philly-csv",
    name: "made.csv",
    content: lines("timestamp,duration,num_gpus,gpu_time,cluster", "0,100,8,800,c1", "12.5,60,1,60,c2"),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "20,sixty,1,60,c1", says: /:4:4: duration: expected a number of at least 0, found "sixty"/ }],
  },
  {
    format: "helios",
    name: "cluster_log.csv",
    content: lines(
      "job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,duration,queue",
      "11,u1,vcA,8,64,1,COMPLETED,2020-04-01 08:00:00,2020-04-01 08:00:10,2020-04-01 09:00:10,3600,10",
      "12,u2,vcB,0,4,1,CANCELLED,2020-04-01 08:00:05,None,2020-04-01 08:10:00,0,595",
    ),
    rows: 2,
    headerLines: 1,
    wrong: [
      { row: "13,u2,vcB,1,4,1,COMPLETED,2020-04-01 09:00:05,2020-04-01 08:00:00,2020-04-01 08:10:00,600,0", says: /:4:\d+: start_time: expected a time that is not before/ },
      { row: "13,u2,vcB,-1,4,1,COMPLETED,2020-04-01 09:00:05,None,None,600,0", says: /:4:11: gpu_num: expected a whole number of at least 0, found "-1"/ },
      { row: "13,u2,vcB,1,4,1,COMPLETED,2020-04-31 09:00:05,None,None,600,0", says: /:4:27: submit_time: expected a date and time such as .* found "2020-04-31 09:00:05"/ },
    ],
  },
  {
    format: "acme",
    name: "trace_made.csv",
    content: lines(
      "job_id,user,node_num,gpu_num,cpu_num,mem_per_pod_GB,shared_mem_per_pod,type,state,submit_time,start_time,end_time,fail_time,stop_time,duration,queue,gpu_time",
      "j1,u1,2,16,128,1048.576,100,Pretrain,FAILED,2023-05-01 08:00:00+08:00,2023-05-01 08:01:00+08:00,2023-05-01 10:01:00+08:00,,,7200,60,115200",
      "j2,u1,1,1,8,8,1,Eval,COMPLETED,2023-05-01 00:30:00+00:00,2023-05-01 00:30:00+00:00,2023-05-01 00:31:00+00:00,,,60,0,60",
    ),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "j3,u1,1", says: /:4:1: expected 17 fields as in the header line, found 3/ }],
  },
  {
    format: "openb",
    name: "pods.csv",
    content: lines(
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time",
      "p0,12000,16384,1,460,V100M16|V100M32,LS,Running,0,100,10",
      "p1,64000,262144,8,1000,,Guaranteed,Succeeded,5,1005,5",
      "p2,1000,512,0,0,,BE,Pending,6,,",
    ),
    rows: 3,
    headerLines: 1,
    wrong: [
      { row: "p3,1000,512,1,1200,,BE,Pending,6,,", says: /:5:15: gpu_milli: expected at most 1000/ },
      { row: "p3,1000,512,1,500,,BE,Gone,6,,", says: /:5:\d+: pod_phase: expected Succeeded, Failed, Running or Pending, found "Gone"/ },
    ],
  },
  {
    format: "openb-nodes",
    name: "nodes.csv",
    content: lines("sn,cpu_milli,memory_mib,gpu,model", "n0,64000,262144,2,P100", "n1,32000,131072,0,"),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "n2,32000,131072,2,", says: /:4:\d+: model: expected the accelerators' model, found nothing/ }],
  },
  {
    format: "pai",
    name: "pai_job.csv",
    content: lines(
      "job_id,user,num_inst,submit_time,duration,num_gpu,num_cpu,gpu_type,wait_time,user_dur,user_gpu_dur,group_dur,group_gpu_dur",
      "0,u1,2,100,50,0.5,6,T4,3,1.0,2.0,3.0,4.0",
      "1,u2,1,90,5,,4,CPU,,,,,",
    ),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "2,u2,0,90,5,1,4,T4,,,,,", says: /:4:6: num_inst: expected a whole number of at least 1, found "0"/ }],
  },
  {
    format: "pai-tasks",
    name: "pai_task_table.csv",
    content: lines("ja,worker,2.0,Terminated,100.0,150.0,600.0,29.3,50.0,T4", "ja,ps,1.0,Failed,90.0,,400.0,,,", "jb,worker,1.0,Waiting,,,400.0,,100.0,MISC"),
    rows: 2,
    headerLines: 0,
    wrong: [{ row: "jc,worker,1.0,Terminated,100.0,50.0,600.0,29.3,50.0,T4", says: /:4:\d+: end_time: expected a time that is not before/ }],
  },
  {
    format: "sacct",
    name: "jobs.txt",
    content: lines(
      "JobID|JobName|User|Account|Partition|Submit|Start|End|ElapsedRaw|TimelimitRaw|NNodes|AllocTRES|State",
      "101|train|ann|lab|gpu|2025-03-01T00:00:00|2025-03-01T00:01:00|2025-03-01T02:01:00|7200|240|2|billing=16,cpu=128,energy=33,gres/gpu:h100=16,gres/gpu=16,mem=1T,node=2|COMPLETED",
      "101.batch||||||2025-03-01T00:01:00|||||cpu=64,mem=512G,node=1|COMPLETED",
      "102|eval|bob|lab|gpu|2025-03-01T00:00:30|Unknown|2025-03-01T00:10:00|0|UNLIMITED|1||CANCELLED by 1001",
      "103|eval|bob|lab|gpu|2025-03-01T00:05:00|2025-03-01T00:06:00|Unknown|30|60|1|cpu=8,gres/gpu=1,mem=64000M,node=1|RUNNING",
    ).replace("101.batch||||||", "101.batch|||||2025-03-01T00:00:00|"),
    rows: 3,
    headerLines: 1,
    wrong: [
      { row: "104|x|bob|lab|gpu|yesterday|Unknown|Unknown|0|60|1||PENDING", says: /:6:19: submit: expected a date and time/ },
      { row: "104|x|bob|lab|gpu|2025-03-01T01:00:00|2025-03-01T01:10:00|2025-03-01T01:05:00|0|60|1||FAILED", says: /:6:\d+: end: expected a time that is not before/ },
    ],
  },
  {
    format: "azure-llm",
    name: "azure.csv",
    content: lines("TIMESTAMP,NumImages,ContextTokens,GeneratedTokens", "2024-05-10 00:00:00.0099300+00:00,0,374,44", "2024-05-10 00:00:01.5+00:00,2,396,109"),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "2024-05-10 00:00:02+00:00,0,3.5,109", says: /:4:29: contexttokens: expected a whole number of at least 0, found "3.5"/ }],
  },
  {
    format: "burstgpt",
    name: "burst.csv",
    content: lines(
      "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type",
      "5,,1.2,ChatGPT,472,18,490,API log",
      "45.5,s1,3,GPT-4,1087,0,1087,Conversation log",
    ),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "46,s1,3,GPT-4,many,0,1087,Conversation log", says: /:4:15: request tokens: expected a whole number of at least 0, found "many"/ }],
  },
  {
    format: "vidur",
    name: "vidur.csv",
    content: lines("arrived_at,num_prefill_tokens,num_decode_tokens", "0.0,374,44", "4.314579,396,109"),
    rows: 2,
    headerLines: 1,
    wrong: [{ row: "5,396", says: /:4:1: expected 3 fields as in the header line, found 2/ }],
  },
  {
    format: "mooncake",
    name: "made.jsonl",
    content: lines(
      '{"timestamp": 0, "input_length": 1000, "output_length": 50, "hash_ids": [0, 1]}',
      '{"timestamp": 3000, "input_length": 600, "output_length": 5, "hash_ids": [0, 2], "session_id": "a"}',
      '{"timestamp": 3000, "input_length": 10, "output_length": 1, "hash_ids": [3]}',
    ),
    rows: 3,
    headerLines: 0,
    wrong: [
      { row: '{"timestamp": 3000, "input_length": "many", "output_length": 1, "hash_ids": [3]}', says: /:4:1: input_length: expected a whole number of at least 0, found/ },
      { row: "{timestamp: 1}", says: /:4:1: field 1: expected a JSON object/ },
    ],
  },
  {
    format: "opendc",
    name: "tasks.parquet",
    content: parquetOf([
      { name: "id", type: "int32", values: [5, 6] },
      { name: "name", type: "text", optional: true, values: ["first", null] },
      { name: "submission_time", type: "time", values: [1_700_000_000_000, 1_700_000_001_500] },
      { name: "duration", type: "int64", values: [60_000, 1500] },
      { name: "cpu_count", type: "int32", values: [4, 1] },
      { name: "cpu_capacity", type: "double", values: [8000, 2000] },
      { name: "mem_capacity", type: "int64", values: [1024, 0] },
      { name: "gpu_count", type: "int32", optional: true, values: [2, null] },
      { name: "parents", type: "int32 list", values: [[], [5]] },
      { name: "deferrable", type: "boolean", optional: true, values: [true, null] },
    ]),
    rows: 2,
  },
  {
    format: "epw",
    name: "made.epw",
    content: lines(
      "LOCATION,Mesa,NM,USA,made,000000,35.0,-106.0,-7.0,1600.0",
      ...Array.from({ length: 7 }, (_, at) => `HEADER ${at}`),
      ...hours((month, day, hour) => `2001,${month},${day},${hour},60,made,20.0,5.0,40,84000`),
    ),
    rows: 8760,
  },
  {
    format: "tmy3",
    name: "made.tmy3",
    content: lines(
      '000000,"MESA",NM,-7.0,35.000,-106.000,1600',
      "Date (MM/DD/YYYY),Time (HH:MM),Dry-bulb (C),RHum (%),Pressure (mbar)",
      ...hours((month, day, hour) => `${two(month)}/${two(day)}/2001,${two(hour)}:00,20.0,40,840`),
    ),
    rows: 8760,
  },
  {
    format: "hourly-csv",
    name: "made.csv",
    content: lines("# utc_offset_h = -7", "month,day,hour,dry_bulb_c,rh_pct", ...hours((month, day, hour) => `${month},${day},${hour},20,40`)),
    rows: 8760,
  },
];

/** A file's bytes in chunks of a size. */
export async function* chunked(content: string | Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** Reads a fixture's file, or any other content under its name. */
export function readAs(name: string, content: string | Uint8Array, size?: number): Promise<TraceRead> {
  return readTrace(name, chunked(content, size));
}
