// How are many rows written as text without holding it all?

/** The lines of rows 0 to `rows`, in pieces of some 64 KB. */
export function* inPieces(rows: number, line: (row: number) => string): Generator<string> {
  let text = "";
  for (let row = 0; row < rows; row += 1) {
    text += `${line(row)}\n`;
    if (text.length < 1 << 16) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** Without the noise of binary fractions: to 100 ns. */
export function compact(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

/** A text as a field of a CSV (RFC 4180). */
export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `YYYY-MM-DD hh:mm:ss` and as many decimals of the second as are asked for, in UTC. */
export function utcText(unixSeconds: number, fraction: number, decimals: number): string {
  const whole = new Date(unixSeconds * 1000).toISOString().slice(0, 19).replace("T", " ");
  return decimals === 0
    ? whole
    : `${whole}.${Math.floor(fraction * 10 ** decimals + 1e-3)
        .toString()
        .padStart(decimals, "0")}`;
}
