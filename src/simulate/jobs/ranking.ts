// In which order does a discipline serve the jobs, and which of them want alike?

import type { JobColumns } from "../../schedule/jobs.ts";
import type { Discipline } from "../../schedule/view.ts";

/** The order of all jobs of a run, fixed before it begins, since a discipline's order does not change while a job waits. */
export interface Ranking {
  /** Job at each place of the order, and the place of each job. */
  readonly order: Int32Array;
  readonly place: Int32Array;
  /** First place of each group, and one past the last. */
  readonly groupFirst: Int32Array;
  /** Sizes: jobs that want about the same. Class of each job, and its place among the jobs of its class in the order. */
  readonly classOf: Uint8Array;
  readonly placeInClass: Int32Array;
  /** Jobs class after class, each in order; class c from `classFirst[c]`. */
  readonly byClass: Int32Array;
  readonly classFirst: Int32Array;
  /** Smallest and largest need in each class. */
  readonly classLeast: Int32Array;
  readonly classMost: Int32Array;
  /** 1 where all jobs of the class ask a placement for the same. */
  readonly alike: Uint8Array;
}

export function rankingOf(jobs: JobColumns, discipline: Discipline): Ranking {
  const { count } = jobs;
  const order = new Int32Array(count).map((_, job) => job);
  const group = new Int32Array(count).map((_, job) => discipline.group?.(jobs, job) ?? 0);
  const compare = (a: number, b: number) => group[a] - group[b] || discipline.compare(jobs, a, b) || a - b;
  if (!inOrder(count, compare)) order.sort(compare);
  const place = new Int32Array(count);
  for (let at = 0; at < count; at += 1) place[order[at]] = at;
  const groups = group.reduce((most, value) => Math.max(most, value), 0) + 1;
  const groupFirst = firstsOf(group, groups);
  const { classOf, classes, alike } = sizesOf(jobs);
  const classFirst = firstsOf(classOf, classes);
  const placeInClass = new Int32Array(count);
  const byClass = new Int32Array(count);
  const classLeast = new Int32Array(classes).fill(2 ** 31 - 1);
  const classMost = new Int32Array(classes);
  const filled = new Int32Array(classes);
  for (const job of order) {
    const at = classOf[job];
    placeInClass[job] = filled[at];
    byClass[classFirst[at] + filled[at]] = job;
    filled[at] += 1;
    classLeast[at] = Math.min(classLeast[at], jobs.need[job]);
    classMost[at] = Math.max(classMost[at], jobs.need[job]);
  }
  return { order, place, groupFirst, classOf, placeInClass, byClass, classFirst, classLeast, classMost, alike };
}

/** Most disciplines keep the order of submission: no need to sort a million jobs for that. */
function inOrder(count: number, compare: (a: number, b: number) => number): boolean {
  for (let job = 1; job < count; job += 1) if (compare(job - 1, job) > 0) return false;
  return true;
}

function firstsOf(values: Int32Array | Uint8Array, count: number): Int32Array {
  const firsts = new Int32Array(count + 1);
  for (const value of values) firsts[value + 1] += 1;
  for (let at = 0; at < count; at += 1) firsts[at + 1] += firsts[at];
  return firsts;
}

/** One class for each shape (need or part, block, within) where there are few; else four to a doubling of the need. */
function sizesOf(jobs: JobColumns): { readonly classOf: Uint8Array; readonly classes: number; readonly alike: Uint8Array } {
  const shape = (job: number) =>
    ((jobs.part !== undefined && jobs.part[job] > 0 ? -jobs.part[job] : jobs.need[job]) * 4 + jobs.within[job]) * 65_536 + Math.min(jobs.block[job], 65_535);
  const classOf = new Uint8Array(jobs.count);
  const index = new Map<number, number>();
  for (let job = 0; job < jobs.count && index.size <= mostShapes; job += 1) {
    const key = shape(job);
    if (!index.has(key)) index.set(key, index.size);
    classOf[job] = index.get(key)!;
  }
  if (index.size > mostShapes) {
    for (let job = 0; job < jobs.count; job += 1) classOf[job] = jobs.need[job] <= 0 ? 0 : 1 + Math.floor(4 * Math.log2(jobs.need[job]));
    return { classOf, classes: 128, alike: new Uint8Array(128) };
  }
  const alike = new Uint8Array(index.size).fill(1);
  for (let job = 0; job < jobs.count; job += 1) if (jobs.least[job] !== jobs.need[job]) alike[classOf[job]] = 0;
  return { classOf, classes: index.size, alike };
}

const mostShapes = 250;
