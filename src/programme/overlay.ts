// How does one tree lie over another, and how is one value of it set?

import { type Entry, isList, isMap, type Node, type Path } from "./tree.ts";

/** Lays `over` on `under`: maps merge by key; everything else (numbers, lists, figures with their source) is replaced whole. */
export function overlay(under: Node, over: Node): Node {
  if (!isMap(under.content) || !isMap(over.content) || under.content.has("value") || over.content.has("value")) return over;
  const merged = new Map(under.content);
  for (const [key, entry] of over.content) {
    const low = merged.get(key);
    merged.set(key, low ? { ...entry, node: overlay(low.node, entry.node) } : entry);
  }
  return { ...over, content: merged };
}

/**
 * The tree with the value at `path` replaced by that of `entry`. Missing maps on the way are made; a key of a series that is written
 * `{ value, source, ... }` is looked for in its value. An index past the end of a list makes it a map, which the schema then refuses.
 */
export function put(node: Node, path: Path, entry: Entry): Node {
  const [first, ...rest] = path;
  if (first === undefined) return entry.node;
  const key = String(first);
  if (isList(node.content) && Number.isInteger(Number(key)) && node.content[Number(key)]) {
    return { ...node, content: node.content.map((item, index) => (index === Number(key) ? put(item, rest, entry) : item)) };
  }
  const map = isMap(node.content) ? node.content : new Map<string, Entry>();
  const value = map.get("value");
  if (value && isMap(value.node.content) && /^\d{4}(-Q[1-4])?$/.test(key)) {
    return { ...node, content: new Map(map).set("value", { ...value, node: put(value.node, path, entry) }) };
  }
  const found = map.get(key);
  const inner = put(found?.node ?? { source: entry.source, offset: entry.offset, content: new Map() }, rest, entry);
  // Only the entry that is set, and what is made for it, moves to the place of the setting.
  const place = rest.length === 0 || !found ? entry : found;
  return { ...(isMap(node.content) ? node : entry.node), content: new Map(map).set(key, { source: place.source, offset: place.offset, node: inner }) };
}
