// Which objects does a large JSON array hold, one after the other?

import type { Problems } from "./problems.ts";

/** An object that is longer is no row of a trace. */
const longestItem = 1 << 26;

/**
 * Calls `onItem` with each object of a file that is an array of objects, its number from 1 and the line that it begins in. Only one object is held at a time.
 * Notes a problem, and stops, where the file is no such array.
 */
export async function eachJsonItem(source: AsyncIterable<Uint8Array>, problems: Problems, onItem: (item: Record<string, unknown>, line: number) => void): Promise<void> {
  let parts: Uint8Array[] = [];
  let [held, depth, line, itemLine] = [0, 0, 1, 1];
  let [inText, escaped, opened, closed, stopped] = [false, false, false, false, false];
  const wrong = (found: string) => {
    problems.add(line, 1, "", "a JSON array of objects", found, "give the file as it was published");
    stopped = true;
  };
  for await (const chunk of source) {
    let from = depth > 0 ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      if (stopped) return;
      const byte = chunk[at]!;
      if (byte === 10) line += 1;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === 92) escaped = true;
        else if (byte === 34) inText = false;
        continue;
      }
      if (depth === 0) {
        if (byte <= 32 || (!opened && (byte === 0xef || byte === 0xbb || byte === 0xbf))) continue;
        if (byte === 91 && !opened) opened = true;
        else if (byte === 93 && opened) closed = true;
        else if (byte === 123 && opened && !closed) {
          [depth, from, itemLine] = [1, at, line];
        } else if (byte !== 44 || !opened || closed) wrong(JSON.stringify(String.fromCharCode(byte)));
        continue;
      }
      if (byte === 34) inText = true;
      else if (byte === 123 || byte === 91) depth += 1;
      else if (byte === 125 || byte === 93) {
        depth -= 1;
        if (depth > 0) continue;
        parts.push(chunk.slice(from, at + 1));
        const item = parsed(parts);
        [parts, held, from] = [[], 0, -1];
        if (item === undefined) wrong("an object with a mistake in it");
        else onItem(item, itemLine);
      }
    }
    if (stopped) return;
    if (from === -1) continue;
    parts.push(chunk.slice(from));
    held += chunk.length - from;
    if (held > longestItem) {
      wrong("an object of more than 64 MiB");
      return;
    }
  }
  if (!closed) wrong(opened ? "the end of the file within the array" : "an empty file");
}

function parsed(parts: readonly Uint8Array[]): Record<string, unknown> | undefined {
  const decoder = new TextDecoder();
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join("") + decoder.decode();
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
