// How are numbers, tables and panels written? A number is a button that leads to its source; every chart has its table behind a key.

import { confidenceShapes } from "../report/charts/confidence.ts";
import { escape } from "../report/format.ts";
import type { Confidence } from "../report/view/sources.ts";
import type { State } from "./state.ts";

/** A number with a dotted underline: follow me. */
export function number(text: string, address: string, look = ""): string {
  return `<button class="n ${look}" data-at="${escape(address)}" data-key="n:${escape(address)}">${escape(text)}</button>`;
}

export interface Cell {
  readonly text: string;
  readonly at?: string;
}

export interface Column {
  readonly name: string;
  /** Text stands left, numbers right. */
  readonly text?: boolean;
}

export interface Sheet {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Row that belongs to the selected quarter. */
  readonly now?: number;
}

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly chart: string;
  readonly sheet?: Sheet;
  readonly note?: string;
}

/** A chart under its title, with its table one key away. */
export function panel(state: State, { id, title, caption, chart, sheet, note }: Panel): string {
  const open = state.tables.has(id);
  const tools = sheet
    ? `<span class="tools"><button data-table="${id}" data-key="table:${id}" aria-expanded="${open}">table</button>${chart.includes("<svg") ? `<button data-save="svg" data-key="svg:${id}">SVG</button>` : ""}<button data-save="csv" data-key="csv:${id}">CSV</button></span>`
    : "";
  return `<section class="panel" data-panel="${id}" data-key="panel:${id}"><header><h3>${escape(title)}</h3><span class="caption">${escape(caption)}</span>${tools}</header><div class="chart">${chart}</div>${note ? `<p class="note">${note}</p>` : ""}${sheet && open ? table(sheet) : ""}</section>`;
}

export function table(sheet: Sheet): string {
  const head = sheet.columns.map((column) => `<th${column.text ? "" : ' class="r"'} scope="col">${escape(column.name)}</th>`).join("");
  const body = sheet.rows
    .map(
      (row, index) =>
        `<tr${index === sheet.now ? ' class="now"' : ""}>${row.map((cell, position) => `<td${sheet.columns[position]?.text ? "" : ' class="r"'}>${cell.at ? number(cell.text, cell.at) : escape(cell.text)}</td>`).join("")}</tr>`,
    )
    .join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="table"><table class="dense"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** What has no data yet: says so, and the one next step. */
export function empty(says: string, next: string): string {
  return `<div class="empty"><b>${escape(says)}</b>${next}</div>`;
}

/** Filled disc measured, half disc vendor, ring press, dashed ring estimate, empty diamond assumption. */
export function confidenceMark(confidence: Confidence | ""): string {
  return `<svg width="10" height="10" viewBox="0 0 10 10" role="img" aria-label="${confidence || "the programme's own"}">${confidenceShapes[confidence]}</svg>`;
}
