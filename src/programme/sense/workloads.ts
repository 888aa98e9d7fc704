// Can this work be done, when and where the programme wants it?

import { indexOf } from "../../units/calendar.ts";
import type { Inference, Training } from "../programme.ts";
import { few, type Judge, type Rule, type Salvaged } from "./judge.ts";

export const workloadSense: Rule = (programme, judge) => {
  for (const [id, workload] of Object.entries(programme.workloads ?? {})) {
    if (workload.kind === "training") training(id, workload, programme, judge);
    if (workload.kind === "inference") inference(id, workload, programme, judge);
  }
};

function training(id: string, { between: [first, last], compute, mfu, clouds, checkpoint }: Training, { calendar, catalogue }: Salvaged, { problem, warning }: Judge): void {
  const path = ["workloads", id];
  if (compute === 0) problem([...path, "compute"], "a run of nothing is none: expected more than 0 FLOP");
  if (checkpoint?.interval === 0) problem([...path, "checkpoint", "interval"], "a run that saves without a pause between never computes: expected more than 0 min");
  if (mfu === 0) problem([...path, "mfu"], "expected more than 0 %");
  if (mfu > 0.75) warning([...path, "mfu"], `${few(mfu * 100)} % of the peak is more than any run has shown`);
  if (last < first) problem([...path, "between"], `ends in ${last}, before it begins in ${first}`);
  else if (calendar) {
    if (indexOf(calendar, last) < 0 || indexOf(calendar, first) >= calendar.quarters)
      problem([...path, "between"], `${first} to ${last} lies outside the calendar (${calendar.quarters} quarters from ${calendar.from})`);
    else if (indexOf(calendar, first) < 0 || indexOf(calendar, last) >= calendar.quarters)
      warning([...path, "between"], `${first} to ${last} lies partly outside the calendar (${calendar.quarters} quarters from ${calendar.from}): only the part within counts`);
  }
  for (const [index, cloud] of clouds.entries()) {
    if (catalogue?.clouds?.[cloud] && !catalogue.clouds[cloud].trains) problem([...path, "clouds", index], `the cloud ${cloud} does not train: expected one with "trains: true"`);
  }
}

function inference(id: string, { region, latency, peakToMean, clouds }: Inference, { sites, catalogue }: Salvaged, { problem, warning }: Judge): void {
  const path = ["workloads", id];
  if (peakToMean !== undefined && peakToMean < 1) problem([...path, "peakToMean"], `a peak is at least its mean: expected 1 or more, got ${few(peakToMean)}`);
  if (region === undefined || !sites || !catalogue?.clouds) return;
  const allowed = Object.entries(catalogue.clouds).filter(([cloud]) => clouds === undefined || clouds.includes(cloud));
  const trips = [...Object.values(sites), ...allowed.map(([, cloud]) => cloud)].flatMap(({ latency: trip }) => trip[region] ?? []);
  if (allowed.some(([, { latency: trip }]) => Object.keys(trip).length === 0)) return;
  const least = Math.min(...trips);
  if (trips.length === 0) warning([...path, "region"], `no site and no cloud states its latency to ${region}`);
  else if (latency !== undefined && least > latency)
    warning([...path, "latency"], `no site or cloud reaches ${region} within ${few(latency)} ms: the nearest takes ${few(least)} ms`);
}
