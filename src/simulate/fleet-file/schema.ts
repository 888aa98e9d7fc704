// What may a fleet file say?

import { z } from "zod";
import { failureCause } from "../../programme/catalogue.ts";
import { count, day, failuresPerDay, gigabytes, hours, kgPerMwh, power, ratio, seconds, share, usdPerMwh } from "../../programme/fields.ts";
import { quantityLeaf } from "../../programme/leaf.ts";
import { id, map } from "../../programme/names.ts";
import { withins } from "../../schedule/jobs.ts";
import { scopes } from "../jobs/study.ts";

const gigabytesPerSecond = quantityLeaf<number>({ unit: "GB/s", noun: "a bandwidth", example: "450 GB/s" });
const whole = z.number().int().min(1);

const accelerator = z
  .strictObject({
    power: power.describe("IT power of one at full load, with its share of host and network: 700 W."),
    idle: share.optional().describe("Share of it drawn when idle; nothing unless given."),
    perTray: whole.describe("How many one tray (host) has: what a tray failure takes out."),
    traysPerRack: whole.default(1).describe("Trays of one rack, which is the scale-up domain: a host of eight is a rack of one tray."),
    failures: ratio.optional().describe("Its failure rate over the rates given; 1 unless given."),
  })
  .describe("An accelerator that is not in the catalogue, or is to be another there.");

const pod = z
  .strictObject({
    accelerator: id.describe("Id of an accelerator: of the catalogue, or of `accelerators`."),
    racks: whole.describe("Racks of one pod."),
    count: whole.default(1).describe("Pods of this kind."),
    perTray: whole.optional().describe("How many one tray has here; the accelerator's own unless given."),
    racksPerCdu: whole.optional().describe("Racks that one coolant distribution unit serves; all of the pod's unless given."),
    racksPerLeaf: whole.optional().describe("Racks behind one leaf switch; 1 unless given."),
    oversubscription: ratio.optional().describe("Bandwidth below the spine over bandwidth through it."),
    arrives: day.optional().describe("Day on which it comes into service; there from the beginning unless given."),
  })
  .describe("Racks of one kind on one leaf-spine network.");

const site = z.strictObject({
  buildings: map(
    z.strictObject({
      substation: id.optional().describe("Buildings of a site with the same one share it, and stand one after the other; one for the site unless given."),
      pods: z.array(pod).min(1).describe("Pods, in order."),
    }),
  ).describe("Buildings by id."),
  cap: power.optional().describe("IT power that it may draw; kept by the policy `power-cap`."),
  storage: gigabytesPerSecond.optional().describe("What its checkpoint storage takes in; no limit unless given."),
  pue: ratio.default(1 as never).describe("Facility over IT energy."),
  price: usdPerMwh.optional().describe("Price of a MWh at the meter, at every hour."),
  carbon: kgPerMwh.optional().describe("Carbon of a MWh at the meter, at every hour."),
  hourly: z
    .string()
    .optional()
    .describe("CSV beside this file with a header line and a row for each hour from the start: columns `price` ($/MWh) and `carbon` (kg/MWh), either of them or both."),
});

const cause = failureCause
  .extend({
    rate: failuresPerDay.describe("Failures a day: of each accelerator for scopes up to `switch`, of each such domain from `cdu` on."),
    scope: z.enum([...scopes, "rail"]).describe("What is out while it is repaired; `rail` is the racks behind one leaf switch."),
    crew: id.optional().describe("Crew that repairs it; it is repaired by itself unless given."),
    spread: z.enum(["fixed", "exponential"]).default("fixed").describe("How repair times are distributed about their mean."),
  })
  .describe("A cause of failures.");

const recovery = z.strictObject({
  detect: seconds.optional().describe("From the failure to its being seen; the catalogue's unless given."),
  reschedule: seconds.describe("From then to accelerators being found."),
  load: seconds.describe("Reading the checkpoint."),
  warmUp: seconds.describe("From there to the first step."),
  interval: z.union([z.enum(["young", "daly"]), seconds]).describe("Work between checkpoints: `young` or `daly` by formula, or a length of time."),
  mode: z.enum(["sync", "async"]).describe("`async`: the job stops only for the copy to host memory."),
  copy: gigabytesPerSecond.describe("Copy to host memory, of one accelerator."),
  write: gigabytesPerSecond.describe("Write to storage, of one accelerator's share of its host."),
  silentCheckpoints: count.describe("Checkpoints that a silent failure goes back beyond the last."),
});

const jobClass = z.strictObject({
  kinds: z.array(z.string()).default([]).describe("Kinds of work in the trace that are of this class, whatever their case."),
  checkpoint: gigabytes.describe("Checkpoint of one accelerator of the job; 0 GB for work that begins again when it is interrupted."),
  start: seconds.default(0 as never).describe("From getting accelerators to the first step."),
  dies: failuresPerDay.default(0 as never).describe("Rate at which a job dies of its own software, whatever its size."),
  priority: z.number().int().default(0).describe("Larger is more important."),
  preemptible: z.boolean().default(false).describe("True where it may be stopped for a more important one."),
  least: share.default(1 as never).describe("Fewest accelerators that it can work with, over those that it wants."),
  block: whole.default(1).describe("Accelerators that must share a scale-up domain."),
  within: z.enum(withins).default("site").describe("What must hold all of its accelerators."),
  load: share.describe("Draw at work over full draw, both above idle."),
  slack: hours.default(0 as never).describe("How long it may be put off beyond its time limit."),
});

export const fleetFile = z.strictObject({
  start: day.optional().describe("Day that second 0 of the trace stands for; the trace's own date unless given."),
  accelerators: map(accelerator).default({}).describe("Accelerators by id."),
  sites: map(site).default({}).describe("Sites by id."),
  fails: z.boolean().default(true).describe("False: nothing fails."),
  failures: map(cause).default({}).describe("Causes of failures by id, laid over the catalogue's."),
  infancy: z
    .strictObject({ excess: ratio.describe("How many times more often a new pod fails, above 1."), time: hours.describe("Time in which the excess falls to 1/e.") })
    .optional()
    .describe("Failures of new pods."),
  lemons: ratio.optional().describe("Shape of the gamma distribution of the trays' rates about their mean: the smaller, the more a few trays fail. All alike unless given."),
  crews: map(whole).default({}).describe("Repairs that each crew does at once at a site."),
  recovery: recovery.describe("Checkpoints, and what a restart takes."),
  classes: map(jobClass).describe("Classes of jobs by id."),
  other: id.describe("Class of jobs whose kind of work no class names."),
  tenants: z
    .record(z.string(), z.strictObject({ quota: share.describe("Most of the accelerators of one model at one site that it may hold.") }))
    .default({})
    .describe("Tenants by their name in the trace."),
  policy: z
    .strictObject({
      depth: count.describe("Waiting jobs that `conservative` makes reservations for."),
      mix: z.array(z.number().min(0)).optional().describe("How often a job that fits a tray asks for 1, 2, 3 ... accelerators, for `fgd`; as in the trace unless given."),
      spares: share.describe("Share that `spares-share` keeps back."),
      spareProbability: share.describe("Probability with which the spares of `spares-quantile` are enough."),
      failoverShare: share.describe("Share of a site that must be in service for the `failover-` routes to send jobs there."),
    })
    .describe("Numbers that some policies take."),
  maintenance: z
    .array(
      z.strictObject({
        site: id.describe("Site."),
        building: id.optional().describe("Building; the whole site unless given."),
        pod: whole.optional().describe("Number of the pod in the building, from 1."),
        rack: whole.optional().describe("Number of the rack in the pod."),
        tray: whole.optional().describe("Number of the tray in the rack."),
        day: day.describe("Day."),
        from: hours.default(0 as never).describe("Hours after its beginning."),
        lasts: hours.describe("How long it is out."),
        notice: hours.default(0 as never).describe("How long before it is drained: no job starts on it."),
      }),
    )
    .default([])
    .describe("Planned work."),
});

/** As it is read: in the base units of programme/fields.ts, sources taken out. */
export type FleetFile = z.output<typeof fleetFile>;
