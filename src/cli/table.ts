// How do figures stand on a screen? Aligned columns with their units in the head, and numbers short enough to read.

/** Lines of aligned columns: the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], indent = "  "): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    indent +
    widths
      .map((width, column) => (column === 0 ? (cells[column] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width)))
      .join("  ")
      .trimEnd();
  return [head, ...rows].map(line).join("\n");
}

/** `1,234` or `12.3`: thousands separated, `digits` after the point. */
export function number(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "-";
  // Nothing has no sign.
  const shown = Math.abs(value) < 0.5 / 10 ** digits ? 0 : value;
  return shown.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Cents as billions of dollars: `12.34`. */
export function billions(cents: number): string {
  return number(cents / 1e11, 2);
}

/** US dollars in the size that fits: `$12.34B`, `$5.6M`, `$120`. */
export function dollars(usd: number): string {
  const size = Math.abs(usd);
  const sign = usd < 0 ? "-" : "";
  if (size >= 1e9) return `${sign}$${number(size / 1e9, 2)}B`;
  if (size >= 1e6) return `${sign}$${number(size / 1e6, 1)}M`;
  if (size >= 1e4) return `${sign}$${number(size / 1e3, 0)}k`;
  return `${sign}$${number(size, size < 10 ? 2 : 0)}`;
}

export function percent(share: number, digits = 1): string {
  return `${number(share * 100, digits)} %`;
}

/** Compute in thousands of H100e: `123.4`. */
export function thousands(value: number): string {
  return number(value / 1000, 1);
}

/** Text broken into lines of at most `width`, each indented. */
export function wrap(text: string, indent = "  ", width = 110): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => indent + line).join("\n");
}
