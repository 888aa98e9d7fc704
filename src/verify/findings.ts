// How is one comparison written down: as a certificate row, and as a refusal in words when it is broken?

import type { CertificateRow, Refusal } from "./certificate.ts";
import type { Whole } from "./rounding.ts";
import { floats } from "./tolerance.ts";

export interface Findings {
  readonly rows: CertificateRow[];
  readonly refusals: Refusal[];
}

export interface Comparison {
  readonly family: string;
  readonly index: string;
  readonly left: number;
  readonly right: number;
  readonly unit: string;
  /** Absolute tolerance in `unit`; see tolerance.ts. */
  readonly tolerance: number;
  /** Said when the rule is broken. */
  readonly sentence: () => string;
}

export function none(): Findings {
  return { rows: [], refusals: [] };
}

/** Left at most right. */
export function atMost(findings: Findings, comparison: Comparison): void {
  const { left, right, tolerance } = comparison;
  record(findings, comparison, right - left, right - left >= -tolerance);
}

/** Left equals right; the slack of a kept equality is 0. */
export function equal(findings: Findings, comparison: Comparison): void {
  const { left, right, tolerance } = comparison;
  const distance = Math.abs(left - right);
  record(findings, comparison, -distance, distance <= tolerance);
}

/** A stored whole number is a rounding of the recomputed one. */
export function rounds(findings: Findings, family: string, index: string, stored: number, { low, high }: Whole, scale: number, unit: string): void {
  const units = Math.round(stored * scale);
  const kept = units >= low && units <= high;
  const right = Math.min(Math.max(units, low), high) / scale;
  record(
    findings,
    { family, index, left: stored, right, unit, tolerance: 0, sentence: () => `${index}: the plan says ${show(stored)} ${unit}, its decisions give ${show(right)} ${unit}.` },
    -Math.abs(stored - right),
    kept,
  );
}

/** A stored float equals the recomputed one, relative to the size of its terms. */
export function agrees(findings: Findings, family: string, index: string, stored: number, value: number, size: number, unit: string): void {
  equal(findings, {
    family,
    index,
    left: stored,
    right: value,
    unit,
    tolerance: floats * Math.max(1, Math.abs(value), size),
    sentence: () => `${index}: the plan says ${stored} ${unit}, its decisions give ${value} ${unit}.`,
  });
}

function record(findings: Findings, { family, index, left, right, unit, sentence }: Comparison, slack: number, kept: boolean): void {
  findings.rows.push({ family, index, left, right, slack: kept ? Math.max(0, slack) : Math.min(slack, -Number.MIN_VALUE), unit });
  if (!kept) findings.refusals.push({ family, index, sentence: sentence() });
}

function show(value: number): string {
  return String(value);
}
