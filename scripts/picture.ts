// How is the README's picture made? The page of a run (runs/stargate-2025-01 unless another folder is named), opened in Chromium at 1440 pixels.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { chromiumPath } from "../test/page/case.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = resolve(process.argv[2] ?? join(root, "runs/stargate-2025-01"), "report.html");
const executablePath = chromiumPath();
if (!existsSync(page) || executablePath === undefined) {
  console.error(executablePath === undefined ? "no Chromium was found" : `${page}: there is no page; \`npm start -- --no-serve\` makes one`);
  process.exit(3);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const tab = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
await tab.goto(pathToFileURL(page).href);
await tab.waitForLoadState("networkidle");
await tab.evaluate(() => document.fonts.ready.then(() => undefined));
await tab.screenshot({ path: join(root, "docs/picture.png") });
await browser.close();
