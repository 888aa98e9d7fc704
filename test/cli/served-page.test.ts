// Does the page that is served stand in a browser, under the policy that it is served with?

import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { chromiumPath } from "../page/case.ts";
import { inFolder, json, start, starter, until } from "./command.ts";

const path = chromiumPath();
const skip = path || process.env["GIGASITE_REQUIRE_ALL"] === "1" ? false : "no Chromium on this machine";

test("the served page draws in Chromium: no complaint, no request but its own", { skip }, () =>
  inFolder(async (folder) => {
    assert.ok(path, "GIGASITE_REQUIRE_ALL=1, and no Chromium was found");
    await json(["run", starter, "--no-serve", "-o", "runs/mine"], folder);
    const server = start(["serve", "--port", "0", "--json"], folder);
    await until("the server's address", () => server.printed().includes("}"));
    const { url } = JSON.parse(server.printed()) as { url: string };
    const browser = await chromium.launch({ executablePath: path, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage();
      const trouble: string[] = [];
      const asked: string[] = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
      page.on("pageerror", (error) => trouble.push(error.message));
      page.on("request", (request) => !/^(data|blob):/.test(request.url()) && asked.push(request.url()));
      await page.goto(url);
      await page.locator("svg").first().waitFor();
      assert.match(await page.title(), /My first programme/);
      assert.deepEqual(trouble, []);
      assert.deepEqual(asked, [url]);
    } finally {
      await browser.close();
      server.process.kill("SIGINT");
    }
    assert.equal((await server.ended).status, 0);
  }),
);
