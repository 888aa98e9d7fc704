// How does a chart leave the page? As SVG with its style inside, or as comma-separated text of its open table.

import { standalone } from "../report/standalone.ts";

/** Saves the panel's chart as an SVG file. */
export function saveSvg(panel: Element, programme: string): void {
  const chart = panel.querySelector(".chart svg");
  if (chart) download(fileName(panel, programme, "svg"), "image/svg+xml", standalone(chart.outerHTML, document.querySelector("style#page-style")?.textContent ?? ""));
}

/** Saves the panel's table, which must be open, as CSV. */
export function saveCsv(panel: Element, programme: string): void {
  const rows = [...panel.querySelectorAll("table.dense tr")].map((row) => [...row.children].map((cell) => csvCell(cell.textContent ?? "")).join(","));
  download(fileName(panel, programme, "csv"), "text/csv", `${rows.join("\n")}\n`);
}

/** Plain minus, no groups in numbers, quotes where they are needed. */
export function csvCell(text: string): string {
  const plain = /^[\u2212\d,.\u00a0]+$/.test(text) ? text.replaceAll("\u2212", "-").replaceAll(/[,\u00a0]/g, "") : text.replaceAll("\u00a0", " ");
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function fileName(panel: Element, programme: string, ending: string): string {
  return `${programme.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${panel.getAttribute("data-panel") ?? "chart"}.${ending}`;
}

function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
