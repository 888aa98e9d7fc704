// What does a clause say that changes only a part of another?

import { type Entry, isMap, type Node, nodeAt } from "./tree.ts";

/** What an amendment never takes over: these it says itself. */
const own: ReadonlySet<string> = new Set(["supersedes", "from", "known", "says"]);

/** The tree with each clause that supersedes another completed by the terms of that one which it does not change. */
export function completed(root: Node): Node {
  if (!isMap(root.content)) return root;
  const agreements = root.content.get("agreements");
  if (!agreements || !isMap(agreements.node.content)) return root;
  const clauses = agreements.node.content;
  const done = new Map<string, Node>();
  const complete = (id: string, open: readonly string[]): Node => {
    const known = done.get(id);
    if (known) return known;
    const { node } = clauses.get(id)!;
    const superseded = supersededBy(node);
    if (!isMap(node.content) || superseded === undefined || !clauses.has(superseded) || open.includes(superseded)) return node;
    const under = complete(superseded, [...open, id]);
    if (!isMap(under.content)) return node;
    const made: Node = { ...node, content: new Map([...[...under.content].filter(([key]) => !own.has(key)), ...node.content]) };
    done.set(id, made);
    return made;
  };
  const whole = new Map([...clauses].map(([id, entry]): [string, Entry] => [id, { ...entry, node: complete(id, [id]) }]));
  return { ...root, content: new Map(root.content).set("agreements", { ...agreements, node: { ...agreements.node, content: whole } }) };
}

/** The id of the clause that a clause supersedes. */
export function supersededBy(clause: Node | undefined): string | undefined {
  const content = isMap(clause?.content) ? clause.content.get("supersedes")?.node.content : undefined;
  return typeof content === "string" ? content : undefined;
}

/** Ids of clauses whose line of amendments leads to no clause, or round in a circle: what they leave out is not known to be missing. */
export function danglingClauses(root: Node): ReadonlySet<string> {
  const agreements = nodeAt(root, ["agreements"]);
  if (!isMap(agreements?.content)) return new Set();
  const clauses = agreements.content;
  const dangles = (id: string): boolean => {
    const met = new Set<string>();
    for (let at: string | undefined = id; at !== undefined; at = supersededBy(clauses.get(at)?.node)) {
      if (met.has(at) || !clauses.has(at)) return true;
      met.add(at);
    }
    return false;
  };
  return new Set([...clauses.keys()].filter(dangles));
}
