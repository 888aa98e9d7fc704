// How does a statement read on paper, within 100 characters?

import type { Statement } from "./settle.ts";

const width = 100;
const [clauseWidth, amountWidth] = [22, 22];
const bodyWidth = width - clauseWidth - amountWidth;

/** A statement as text: clause, what and how, amount; wrapped, aligned at the decimal point, with totals; each line ends with its entry of the ledger in brackets. Ends with a line break. */
export function statementText({ name, party, quarter, asOf, lines, received, paid, net }: Statement): string {
  const rule = "-".repeat(width);
  const body = lines.flatMap(({ transaction, clause, says, counterparty, rule: how, amount }) => {
    const from = amount.startsWith("-") ? "to" : amount === "0.00" ? "with" : "from";
    return [
      ...row(clause, says, thousands(amount)),
      ...wrapped(`${from} ${counterparty}: ${how} [${transaction}]`, bodyWidth - 2).map((text) => `${" ".repeat(clauseWidth + 2)}${text}`),
    ];
  });
  const total = (label: string, amount: string) => `${" ".repeat(clauseWidth)}${label.padEnd(bodyWidth)}${thousands(amount).padStart(amountWidth)}`;
  return [
    ...wrapped(`Statement of ${name} [${party}], ${quarter}`, width),
    `as of ${asOf}; US dollars, received, and paid with a minus`,
    rule,
    ...body,
    rule,
    total("received", received),
    total("paid", paid === "0.00" ? paid : `-${paid}`),
    total("net", net),
    "",
  ].join("\n");
}

function row(clause: string, text: string, amount: string): string[] {
  const names = wrapped(clause, clauseWidth - 2);
  const words = wrapped(text, bodyWidth - 2);
  return Array.from({ length: Math.max(names.length, words.length) }, (_, line) => {
    const left = `${(names[line] ?? "").padEnd(clauseWidth)}${words[line] ?? ""}`;
    return line === 0 ? `${left.padEnd(width - amountWidth)}${amount.padStart(amountWidth)}` : left;
  });
}

/** Broken at spaces; a word longer than the line is cut. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [""];
  for (let word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${line} ${word}`;
      continue;
    }
    while (word.length > most) {
      lines.push(word.slice(0, most));
      word = word.slice(most);
    }
    lines.push(word);
  }
  return lines.filter((line) => line !== "");
}

function thousands(amount: string): string {
  return amount.replaceAll(/\B(?=(\d{3})+\.)/g, ",");
}
