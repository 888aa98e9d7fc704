// How does the page become one file? Bundles its script, style, fonts and the states' outlines into `report/page.html` of the build.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { outlines } from "../src/report/outlines.ts";
import { dataPlace, titlePlace } from "../src/report/report.ts";

const require = createRequire(import.meta.url);
const source = (name: string): string => fileURLToPath(new URL(`../src/web/${name}`, import.meta.url));

/** The page without its data, as text. */
export async function pageTemplate(): Promise<string> {
  const script = await bundled("page.ts");
  const style = await bundled("page.css");
  const topology = JSON.parse(readFileSync(require.resolve("us-atlas/states-albers-10m.json"), "utf8")) as Parameters<typeof outlines>[0];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titlePlace}</title>
<link rel="icon" href="data:,">
<style id="page-style">${faces()}${style}</style>
</head>
<body>
<div id="page"></div>
<noscript><p>This page draws its charts with a script that it brings along; switch scripts on to read it. The same numbers stand in plan.json, record/ and statements/ beside it.</p></noscript>
<script>const pageOutlines = ${JSON.stringify(outlines(topology))};
const pageData = ${dataPlace};
${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}

async function bundled(name: string): Promise<string> {
  const result = await build({ entryPoints: [source(name)], bundle: true, minify: true, write: false, format: "iife", target: "es2022", charset: "utf8", legalComments: "none" });
  return result.outputFiles[0]!.text;
}

/** Latin subsets of the two variable faces, inside the page. */
function faces(): string {
  return [
    { family: "Inter", file: "@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2", weight: "100 900" },
    { family: "Newsreader", file: "@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2", weight: "200 800" },
  ]
    .map(
      ({ family, file, weight }) =>
        `@font-face{font-family:${family};font-style:normal;font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${readFileSync(require.resolve(file)).toString("base64")}) format("woff2")}`,
    )
    .join("\n");
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = join(resolve(process.argv[2] ?? "dist"), "report");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "page.html"), await pageTemplate());
}
