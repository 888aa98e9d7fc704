// How is a table written so that it is compact and a change shows as changed lines?

/** JSON with lists of numbers on one line each and two spaces of indent above them. */
export function tableText(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object")) return JSON.stringify(value);
    return `[\n${value.map((item) => `${indent} ${tableText(item, `${indent} `)}`).join(",\n")}\n${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{\n${Object.entries(value)
    .map(([key, item]) => `${indent} ${JSON.stringify(key)}: ${tableText(item, `${indent} `)}`)
    .join(",\n")}\n${indent}}`;
}
