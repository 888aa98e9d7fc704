// What was published, and what do the cases stand on? data/validation.yaml and data/training.yaml, read and checked.

import { parse } from "yaml";
import { z } from "zod";
import type { Tier } from "../physics/fabric.ts";
import type { Device } from "../physics/matrix-multiply.ts";
import type { TransformerShape } from "../physics/model-flops.ts";
import type { TrainingRun } from "../physics/training-step.ts";
import type { ClimateTable } from "../programme/climate.ts";
import type { Cluster } from "./fill.ts";

/** What a figure of ours may be, in the published one's unit. */
export type Tolerance = { readonly share: number } | { readonly plus: number } | { readonly from: number; readonly to: number };

export interface PublishedFigure {
  readonly name: string;
  readonly published: number;
  readonly unit: string;
  readonly tolerance: Tolerance;
  /** Significant digits that were printed, where they are coarser than the tolerance: ours is rounded to them before it is compared. */
  readonly digits?: number | undefined;
}

export type RowKind = "prediction" | "check of an input" | "calibration";

export interface PublishedRow {
  readonly title: string;
  readonly kind: RowKind;
  readonly source: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly figures: readonly PublishedFigure[];
}

/** A run with the device and the network that it ran on. */
export interface PublishedRun {
  readonly run: TrainingRun;
  readonly device: Device;
  readonly tiers: readonly Tier[];
}

/** All that the cases are handed. */
export interface Facts {
  readonly rows: Readonly<Record<string, PublishedRow>>;
  readonly runs: Readonly<Record<string, PublishedRun>>;
  readonly knownMisses: Readonly<Record<string, string>>;
  /** Climate of a station of the package. */
  readonly climate: (id: string) => ClimateTable;
  /** The openb cluster and its pods, where someone has them: the package does not carry them. */
  readonly openb?: Cluster;
}

/** One unit in base units: FLOP/s, bytes, seconds, shares, counts. */
const scales = { "TFLOP/s": 1e12, GB: 1e9, "TB/s": 1e12, "GB/s": 1e9, us: 1e-6, share: 1, count: 1 } as const;

/** A figure of the world in one unit, as its number in base units. */
const figure = (unit: keyof typeof scales) =>
  z
    .strictObject({
      value: z.number(),
      unit: z.literal(unit),
      low: z.number().optional(),
      high: z.number().optional(),
      source: z.string(),
      confidence: z.enum(["measured", "vendor", "press", "estimate", "assumption"]),
      reason: z.string().optional(),
    })
    .refine(({ confidence, low, high, reason }) => confidence !== "assumption" || (low !== undefined && high !== undefined && reason !== undefined), {
      message: "an assumption states its low, its high and its reason",
    })
    .transform(({ value }) => value * scales[unit]);

const device = z.strictObject({
  peakFlopPerSecond: figure("TFLOP/s"),
  memoryBytes: figure("GB"),
  memoryBytesPerSecond: figure("TB/s"),
  memoryEfficiency: figure("share"),
  multiplyEfficiency: figure("share"),
  processors: figure("count"),
  tileRows: figure("count"),
  tileColumns: figure("count"),
  rampDepth: figure("count"),
});

/** The last tier has no span: everything is within it. */
const tier = z
  .strictObject({
    name: z.string(),
    span: figure("count").optional(),
    bytesPerSecond: figure("GB/s"),
    reached: figure("share"),
    latencySeconds: figure("us"),
    reduces: z.boolean(),
  })
  .transform(({ span, bytesPerSecond, reached, latencySeconds, reduces }): Tier => ({
    span: span ?? Number.POSITIVE_INFINITY,
    bytesPerSecond: bytesPerSecond * reached,
    latencySeconds,
    reduces,
  }));

const count = z.number().int().min(1);
const model = z
  .strictObject({
    layers: count,
    hidden: count,
    heads: count,
    keyValueHeads: count,
    headDimension: count,
    feedForward: count,
    gated: z.boolean(),
    vocabulary: count,
    experts: count,
    activeExperts: count,
    dropout: z.boolean(),
    source: z.string(),
  })
  .transform(({ source: _source, ...shape }): TransformerShape => shape);

const share = z.number().min(0).max(1);
const run = z.strictObject({
  model: z.string(),
  device: z.string(),
  fabric: z.string(),
  order: z.array(z.enum(["tensor", "context", "expert", "data", "pipeline"])),
  tensor: count,
  context: count,
  expert: count,
  data: count,
  pipeline: count,
  virtualStages: count,
  endsLighterBy: z.number().int().min(0),
  sequenceParallel: z.boolean(),
  sharded: z.enum(["none", "optimizer", "gradients"]),
  sequences: count,
  sequence: count,
  microSequences: count,
  recompute: z.enum(["none", "selective", "full"]),
  attention: z.enum(["materialized", "fused"]),
  layerOverlap: share,
  dataOverlap: share,
  variation: z.number().min(0),
});

const training = z.strictObject({
  devices: z.record(z.string(), device),
  fabrics: z.record(z.string(), z.array(tier)),
  models: z.record(z.string(), model),
  runs: z.record(z.string(), run),
});

const row = z.strictObject({
  title: z.string(),
  kind: z.enum(["prediction", "check of an input", "calibration"]),
  source: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  figures: z
    .array(
      z.strictObject({
        name: z.string(),
        published: z.number(),
        unit: z.string(),
        tolerance: z.union([z.strictObject({ share: z.number().min(0) }), z.strictObject({ plus: z.number().min(0) }), z.strictObject({ from: z.number(), to: z.number() })]),
        digits: count.optional(),
      }),
    )
    .min(1),
});

const validation = z.strictObject({ rows: z.record(z.string(), row), knownMisses: z.record(z.string(), z.string()) });

/**
 * Reads the two files.
 * @throws ZodError with the paths of what is wrong, or TypeError when a run names a model, device or network that is nowhere
 */
export function readFacts(validationYaml: string, trainingYaml: string, climate: Facts["climate"]): Facts {
  const { rows, knownMisses } = validation.parse(parse(validationYaml, { merge: true }));
  const { devices, fabrics, models, runs } = training.parse(parse(trainingYaml, { merge: true }));
  const named = <Value>(from: Readonly<Record<string, Value>>, id: string): Value => {
    const value = from[id];
    if (value === undefined) throw new TypeError(`data/training.yaml: a run names "${id}", which is nowhere`);
    return value;
  };
  const published = Object.entries(runs).map(([id, one]): [string, PublishedRun] => {
    const { model: shape, device: on, fabric, sequences, sequence, microSequences, recompute, attention, layerOverlap, dataOverlap, variation, ...parallelism } = one;
    return [
      id,
      {
        run: { shape: named(models, shape), parallelism, batch: { sequences, sequence, microSequences }, recompute, attention, layerOverlap, dataOverlap, variation },
        device: named(devices, on),
        tiers: named(fabrics, fabric),
      },
    ];
  });
  return { rows, runs: Object.fromEntries(published), knownMisses, climate };
}
