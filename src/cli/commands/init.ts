// How does a newcomer get a programme of their own? A small commented file that works.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../face.ts";
import { packaged } from "../package.ts";
import { Stop } from "../stop.ts";

export async function init([folder = "."]: readonly string[], _options: object, answer: Answer): Promise<number> {
  const file = join(folder, "programme.yaml");
  if (existsSync(file)) throw new Stop(2, `${file}: a file stands here already; nothing was written`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, readFileSync(packaged("programmes/starter.yaml")), { flag: "wx" });
  answer.give({ document: { file }, text: `wrote ${file}\nnext: gigasite check ${file}, then gigasite run ${file}` });
  return 0;
}
