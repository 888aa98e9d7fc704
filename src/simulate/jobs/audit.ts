// Do the laws hold of a running engine, counted out in full?

import { allocated, states } from "../../fleet/state.ts";
import { LawBroken } from "../laws.ts";
import type { JobEngine } from "./engine.ts";
import { active } from "./job-states.ts";

/** Throws `LawBroken` where jobs, accelerators or time are not conserved. Costs the whole fleet and all jobs: for tests, after every event. */
export function audit(engine: JobEngine, lastSeconds: number): void {
  checkJobs(engine);
  checkTrays(engine);
  checkSums(engine);
  if (!(engine.clock.now >= lastSeconds)) throw new LawBroken(5, `${engine.clock.now} s comes after ${lastSeconds} s`);
}

/** Law 1, in the counters and in the states: submitted = waiting + active + ended; a simulated job is never unknown. */
function checkJobs({ jobs, clock, desks }: JobEngine): void {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const state of jobs.state) counts[state]! += 1;
  const [future, held, waiting, running, done, refused, abandoned] = counts as [number, number, number, number, number, number, number];
  const ended = done + refused + abandoned;
  const sentence = `${clock.now} s: ${jobs.submitted} submitted, ${waiting} waiting + ${held} held + ${running} active + ${ended} ended`;
  const queued = desks.reduce((sum, { queue }) => sum + queue.size, 0);
  const onDesks = desks.reduce((sum, { running: here }) => sum + here.size, 0);
  if (jobs.submitted !== waiting + held + running + ended || jobs.submitted !== jobs.table.count - future) throw new LawBroken(1, sentence);
  if (jobs.waiting !== waiting || jobs.heldJobs !== held || jobs.active !== running || jobs.endedJobs !== ended || queued !== waiting || onDesks !== running)
    throw new LawBroken(1, `${sentence}; the counters say otherwise`);
}

/** Law 2, tray by tray: installed = dark + down + drained + free + allocated, and allocated is what jobs hold. */
function checkTrays({ fleet, holdings, jobs, clock, hierarchy }: JobEngine): void {
  const held = new Int32Array(jobs.table.count);
  for (let tray = 0; tray < hierarchy.rackOfTray.length; tray += 1) {
    const counts = fleet.trays.subarray(tray * states, (tray + 1) * states);
    let here = 0;
    // Of shared accelerators: what is left of each card and what jobs have of it make one whole.
    let milli = 0;
    let cards = 0;
    for (let card = fleet.shares.firstOn(tray); card >= 0; card = fleet.shares.nextOn(card)) {
      milli += fleet.shares.leftOf(card);
      cards += 1;
    }
    for (let piece = holdings.firstOn(tray); piece >= 0; piece = holdings.nextOn(piece)) {
      here += holdings.countOf(piece);
      held[holdings.jobOf(piece)]! += holdings.cardOf(piece) >= 0 ? jobs.part[holdings.jobOf(piece)]! : 1000 * holdings.countOf(piece);
      if (holdings.cardOf(piece) >= 0) milli += jobs.part[holdings.jobOf(piece)]!;
    }
    if (milli !== 1000 * cards) throw new LawBroken(2, `${clock.now} s: tray ${tray} has ${cards} shared accelerators, of which ${milli} thousandths are left or held`);
    here += cards;
    if (counts.some((count) => count < 0) || counts.reduce((sum, count) => sum + count, 0) !== hierarchy.acceleratorsOfTray[tray] || counts[allocated] !== here)
      throw new LawBroken(2, `${clock.now} s: tray ${tray} of ${hierarchy.acceleratorsOfTray[tray]} has ${counts.join(" + ")}, jobs hold ${here}`);
  }
  for (let job = 0; job < held.length; job += 1) {
    if (
      held[job] !== (jobs.state[job] === active ? jobs.milli(job) : 0) ||
      (jobs.state[job] === active) !== (held[job]! > 0 || (jobs.table.need[job] === 0 && jobs.state[job] === active))
    )
      throw new LawBroken(2, `${clock.now} s: job ${job} in state ${jobs.state[job]} holds ${held[job]} thousandths, its column says ${jobs.held[job]} accelerators`);
  }
}

/** Law 2, up the tree: every domain's counts are the sum of its children's, and the indexes of free ones list them. */
function checkSums({ fleet, hierarchy, clock }: JobEngine): void {
  const compare = (name: string, children: Int32Array, parentOf: Int32Array, parents: Int32Array) => {
    const sums = new Int32Array(parents.length);
    for (let at = 0; at < children.length; at += 1) sums[parentOf[Math.floor(at / states)]! * states + (at % states)]! += children[at]!;
    for (let at = 0; at < sums.length; at += 1)
      if (sums[at] !== parents[at]) throw new LawBroken(2, `${clock.now} s: ${name} ${Math.floor(at / states)} counts ${parents[at]}, its parts ${sums[at]}`);
  };
  compare("rack", fleet.trays, hierarchy.rackOfTray, fleet.racks);
  compare("pod", fleet.racks, hierarchy.podOfRack, fleet.pods);
  compare("building", fleet.pods, hierarchy.buildingOfPod, fleet.buildings);
  compare("site", fleet.buildings, hierarchy.siteOfBuilding, fleet.sites);
  compare("pool", fleet.pods, hierarchy.poolOfPod, fleet.pools);
  for (let tray = 0; tray < hierarchy.rackOfTray.length; tray += 1) {
    const free = fleet.freeOf(tray);
    if (fleet.trayByFree.some((set, count) => set.has(tray) !== (count > 0 && count === free)))
      throw new LawBroken(2, `${clock.now} s: the index of free trays is wrong about tray ${tray}`);
  }
}
