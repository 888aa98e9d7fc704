// Where are the files that come with the package, and which version is it? The same from src/ and from dist/.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Path of a file of the package, for example `data/catalogue.yaml`. */
export function packaged(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

export function version(): string {
  return (JSON.parse(readFileSync(packaged("package.json"), "utf8")) as { version: string }).version;
}
