// What did the independent check find? Accepted or not, by family, and every refusal in words.

import type { Certificate } from "../../verify/certificate.ts";
import { number, table, wrap } from "../table.ts";

/** One line when the plan is accepted; every refusal otherwise. */
export function verdict({ accepted, rows, refusals, facts }: Certificate): string {
  if (accepted && facts.length === 0) return `verified: ${number(rows.length)} rows of ${families(rows).size} rule families hold`;
  if (accepted)
    return [
      `verified: ${number(rows.length - facts.length)} rows of ${families(rows).size} rule families hold; ${facts.length === 1 ? "one is" : `${number(facts.length)} are`} broken by what happened, and no later decision can mend ${facts.length === 1 ? "it" : "them"}`,
      ...facts.map(({ family, index, sentence }) => wrap(`${family} (${index}): ${sentence}`)),
    ].join("\n");
  const shown = refusals.slice(0, 12).map(({ family, index, sentence }) => wrap(`${family} (${index}): ${sentence}`));
  const more = refusals.length > shown.length ? [`  and ${number(refusals.length - shown.length)} more; certificate.json has all`] : [];
  return [`REFUSED: ${number(refusals.length)} of ${number(rows.length)} rows do not hold`, ...shown, ...more].join("\n");
}

/** The verdict, and each family with its count and its tightest row. */
export function certificateScreen(certificate: Certificate): string {
  const lines = [...families(certificate.rows)].map(([family, rows]) => {
    const tightest = rows.reduce((least, row) => (row.slack < least.slack ? row : least));
    return [family, number(rows.length), `${number(tightest.slack, 3)} ${tightest.unit}`, tightest.index];
  });
  return `${verdict(certificate)}\n${table(["family", "rows", "least slack", "at"], lines)}`;
}

function families(rows: Certificate["rows"]): Map<string, Certificate["rows"][number][]> {
  const found = new Map<string, Certificate["rows"][number][]>();
  for (const row of rows) {
    const list = found.get(row.family);
    if (list) list.push(row);
    else found.set(row.family, [row]);
  }
  return found;
}
