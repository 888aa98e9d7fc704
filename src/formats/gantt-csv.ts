// A plan's activities as a table that any spreadsheet or schedule reads (RFC 4180).

import type { Activity } from "./activities.ts";

/** CSV with one line an activity; days are ISO 8601, `after` lists ids. */
export function ganttCsv(activities: readonly Activity[]): string {
  const rows = activities.map(({ id, place, kind, name, start, finish, after }) => [id, place, kind, name, start, finish, after.join(" ")]);
  return [["id", "place", "kind", "name", "start", "finish", "after"], ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

/** Quoted where it must be. A text that a spreadsheet would take for a formula gets an apostrophe. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
