// Which entries of a programme does nothing in it name?

import { isMap, locate, type Node, nodeAt, type Path, pathText, positionOf, type Problem } from "./tree.ts";

/** Collections whose entries mean nothing unless named: what the entries are, and where they stand. */
const collections: readonly (readonly [string, Path])[] = [
  ["labour pool", ["labour", "pools"]],
  ["region", ["regions"]],
  ["event", ["events"]],
  ["building", ["catalogue", "buildings"]],
  ["cooling design", ["catalogue", "cooling"]],
  ["power source", ["catalogue", "powerSources"]],
  ["storage", ["catalogue", "storage"]],
];

/** Warnings for entries of the programme's own files that no other part names. @param own the tree without the built-in catalogue */
export function unusedIn(own: Node, root: Node): Problem[] {
  const named = new Set<string>();
  collect(root, [], named);
  return collections.flatMap(([what, path]) => {
    const content = nodeAt(own, path)?.content;
    if (!isMap(content)) return [];
    const unused = [...content].filter(([id, { node }]) => !named.has(id) && isMap(node.content) === (what !== "event"));
    return unused.map(([id]): Problem => {
      const at = [...path, id];
      return { code: "sense", position: positionOf(locate(root, at, "key")), path: pathText(at), message: `nothing names the ${what} ${id}` };
    });
  });
}

/** Every text and every key that stands somewhere else than as the key of its own entry. */
function collect({ content }: Node, path: Path, named: Set<string>): void {
  if (typeof content === "string") named.add(content);
  else if (Array.isArray(content)) for (const [index, item] of (content as readonly Node[]).entries()) collect(item, [...path, index], named);
  else if (isMap(content)) {
    const own = collections.some(([, place]) => place.length === path.length && place.every((part, index) => part === path[index]));
    for (const [key, entry] of content) {
      if (!own) named.add(key);
      collect(entry.node, [...path, key], named);
    }
  }
}
