// What does the job log of the Philly clusters say?

import { Clock, pacific } from "./date-time.ts";
import { endingOf } from "./endings.ts";
import { note, type TraceFormat } from "./format.ts";
import { eachJsonItem } from "./json-items.ts";
import { JobRows } from "./job-rows.ts";
import { Problems, quoted } from "./problems.ts";

/**
 * Philly `cluster_job_log` (Jeon et al., "Analysis of Large-Scale Multi-Tenant GPU Clusters for DNN Training Workloads", USENIX ATC 2019): a JSON array of
 * jobs with status (Pass, Killed, Failed), vc, jobid, user, submitted_time and attempts [{ start_time, end_time, detail [{ ip, gpus [] }] }].
 * A job runs as long as its attempts together; accelerators and nodes are those of its first attempt that has any.
 * Traps: local US Pacific time, with daylight saving; attempts may miss times (the job then has no run time) and jobs may have no attempt.
 */
export const phillyJson: TraceFormat = {
  id: "philly",
  title: "Philly job log",
  sign: "a JSON array of objects with jobid, submitted_time, attempts",
  recognise({ bytes }) {
    const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, "");
    const fields = ["jobid", "submitted_time", "attempts"].filter((name) => text.includes(`"${name}"`));
    return /^\s*\[/.test(text) && fields.length >= 2 ? `a JSON array of objects with ${fields.join(", ")}` : undefined;
  },
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    const clock = new Clock(pacific);
    let [neverRan, withoutEnd, retried] = [0, 0, 0];
    await eachJsonItem(bytes, problems, (item, line) => {
      const before = problems.count;
      const wrong = (name: string, expected: string, found: unknown) =>
        problems.add(line, 1, name, expected, quoted(typeof found === "string" ? found : (JSON.stringify(found) ?? "")), "correct the object or delete it");
      const time = (name: string, value: unknown): number => {
        if (value === null || value === undefined || value === "" || value === "None") return Number.NEGATIVE_INFINITY;
        const seconds = typeof value === "string" ? clock.secondsOf(value) : Number.NaN;
        if (Number.isNaN(seconds)) wrong(name, "a date and time such as 2017-10-07 00:00:03", value);
        return seconds;
      };
      const text = (name: string): string => {
        const value = item[name];
        if (value !== null && value !== undefined && typeof value !== "string") wrong(name, "a text", value);
        return typeof value === "string" ? value : "";
      };
      const name = text("jobid");
      if (name === "") wrong("jobid", "a text", item["jobid"]);
      const submit = time("submitted_time", item["submitted_time"]);
      if (submit === Number.NEGATIVE_INFINITY) wrong("submitted_time", "a date and time", item["submitted_time"]);
      const attempts = item["attempts"] ?? [];
      if (!Array.isArray(attempts)) return wrong("attempts", "a list", attempts);
      let [start, run, gpus, nodes] = [Number.NEGATIVE_INFINITY, 0, 0, -1];
      for (const attempt of attempts as readonly unknown[]) {
        if (typeof attempt !== "object" || attempt === null) return wrong("attempts", "objects", attempt);
        const { start_time: from, end_time: to, detail } = attempt as Record<string, unknown>;
        const [began, ended] = [time("start_time", from), time("end_time", to)];
        if (ended !== Number.NEGATIVE_INFINITY && ended < began) wrong("end_time", "a time that is not before start_time", to);
        if (start === Number.NEGATIVE_INFINITY) start = began;
        run += began === Number.NEGATIVE_INFINITY || ended === Number.NEGATIVE_INFINITY ? Number.NaN : ended - began;
        if (gpus > 0) continue;
        if (detail !== null && detail !== undefined && !Array.isArray(detail)) return wrong("detail", "a list", detail);
        const hosts = (detail ?? []) as readonly { readonly gpus?: unknown }[];
        gpus = hosts.reduce((sum, host) => sum + (Array.isArray(host?.gpus) ? host.gpus.length : 0), 0);
        nodes = hosts.length === 0 ? -1 : hosts.length;
      }
      const [user, tenant, status] = [text("user"), text("vc"), text("status")];
      if (problems.count > before) return;
      const job = jobs.add(name, submit);
      jobs.startSeconds[job] = start;
      jobs.runSeconds[job] = attempts.length === 0 || Number.isNaN(run) ? -1 : run;
      jobs.milliAccelerators[job] = gpus * 1000;
      jobs.nodes[job] = nodes;
      jobs.user[job] = jobs.users.of(user);
      jobs.tenant[job] = jobs.tenants.of(tenant);
      jobs.ending[job] = endingOf(status);
      if (attempts.length === 0) neverRan += 1;
      else if (Number.isNaN(run)) withoutEnd += 1;
      if (attempts.length > 1) retried += 1;
    });
    problems.stopIfAny();
    const notes = [
      "times are US Pacific time",
      ...note(neverRan, "job has no attempt: it never ran", "jobs have no attempt: they never ran"),
      ...note(withoutEnd, "job has an attempt without a time: its run time is not known", "jobs have an attempt without a time: their run times are not known"),
      ...note(retried, "job had several attempts, which are added up", "jobs had several attempts, which are added up"),
      ...note(jobs.outOfOrder(), "job was out of order of submission and sorted", "jobs were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish({ unixSeconds: clock.base, fromFirst: true }), notes };
  },
};
