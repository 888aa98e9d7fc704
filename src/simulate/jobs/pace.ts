// How much faster or slower does a training job run where it was placed than where it could have been?

import { spanTiers, type TrainingFabric } from "../../fleet/fabric.ts";
import { accelerators } from "../../physics/parallelism.ts";
import { trainingStep } from "../../physics/training-step.ts";
import type { Floor } from "./floor.ts";

/**
 * Speeds of training jobs by what their placement crosses. A job's run time is that of the best placement there is: as few racks, and as few pods, as hold it. Any other takes longer by the ratio
 * of the two step times, each from the step model with the tiers that the placement leaves its groups.
 */
export class Pace {
  readonly #floor: Floor;
  readonly #steps = new Map<string, number>();

  /** @throws RangeError where a run cannot be spread or held as it says, or wants another number of accelerators than its job */
  constructor(floor: Floor) {
    this.#floor = floor;
    const { training } = floor.study;
    if (training === undefined) return;
    for (const [job, run] of training.runOf.entries()) {
      if (run < 0) continue;
      const count = accelerators(training.runs[run].parallelism);
      const need = floor.jobs.table.need[job];
      if (count !== need) throw new RangeError(`job ${floor.jobs.table.names[job]} wants ${need} accelerators, its parallelism ${count}`);
    }
  }

  /** Speed of a job on what it holds now, over that of the best placement of as many: 1 for one whose step is not known. */
  of(job: number): number {
    const { study, jobs, hierarchy } = this.#floor;
    const { training } = study;
    const run = training === undefined ? -1 : training.runOf[job];
    if (run < 0) return 1;
    const { pods, model } = hierarchy.pools[jobs.pool[job]];
    const pod = hierarchy.pods[pods[0]];
    const held = jobs.held[job];
    const rack = pod.traysPerRack * pod.acceleratorsPerTray;
    const bestRacks = Math.ceil(held / rack);
    const crossed = this.#crossed(job);
    const best = this.#step(run, model, held, bestRacks, Math.ceil(bestRacks / pod.racks), pod.oversubscription ?? 1);
    return best / this.#step(run, model, held, crossed.racks, crossed.pods, crossed.oversubscription);
  }

  /** Racks and pods that a job stands in, and the narrowest way out of these pods. */
  #crossed(job: number): { readonly racks: number; readonly pods: number; readonly oversubscription: number } {
    const { holdings, hierarchy } = this.#floor;
    const racks = new Set<number>();
    const pods = new Set<number>();
    for (let piece = holdings.firstOf(job); piece >= 0; piece = holdings.nextOf(piece)) racks.add(hierarchy.rackOfTray[holdings.trayOf(piece)]);
    let oversubscription = 1;
    for (const rack of racks) {
      const pod = hierarchy.podOfRack[rack];
      pods.add(pod);
      oversubscription = Math.max(oversubscription, hierarchy.pods[pod].oversubscription ?? 1);
    }
    return { racks: racks.size, pods: pods.size, oversubscription };
  }

  #step(run: number, model: number, held: number, racks: number, pods: number, oversubscription: number): number {
    const key = `${run} ${model} ${held} ${racks} ${pods} ${oversubscription}`;
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    const training = this.#floor.study.training!;
    const fabric: TrainingFabric | undefined = training.fabrics[model];
    if (fabric === undefined) throw new RangeError(`the network of ${this.#floor.hierarchy.models[model].id} is not described`);
    const step = trainingStep(
      training.runs[run],
      fabric.device,
      spanTiers(fabric, held / racks, pods === 1 ? Number.POSITIVE_INFINITY : held / pods, racks === 1, oversubscription),
    );
    if ("refused" in step) throw new RangeError(step.refused.join("; "));
    this.#steps.set(key, step.stepSeconds);
    return step.stepSeconds;
  }
}
