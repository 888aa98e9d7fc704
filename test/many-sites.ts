// How does a programme of many sites read? The small programme with one of its sites written again and again.

import { readFileSync } from "node:fs";

/** `programmes/neocloud.yaml` with `count` sites more, each written out. */
export function manySites(count: number): string {
  const text = readFileSync(new URL("../programmes/neocloud.yaml", import.meta.url), "utf8");
  const site = /\n {2}las-cruces:\n(?: {4}.*\n)+/.exec(text)?.[0];
  if (site === undefined) throw new Error("programmes/neocloud.yaml has lost the site las-cruces");
  const more = Array.from({ length: count }, (_, number) => site.slice(1).replace("las-cruces", `las-cruces-${number + 1}`));
  return text.replace(site, `${site}${more.join("")}`);
}
