// Does the page work in a real browser? No error, no request, one slider that moves all of it, the keys, two widths, two themes.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { pageTemplate } from "../../scripts/build-page.ts";
import { infeasible } from "../../src/report/fixture.ts";
import { report } from "../../src/report/report.ts";
import { besideInput, caseInput, chromiumPath } from "./case.ts";

const path = chromiumPath();
const needed = process.env["GIGASITE_REQUIRE_ALL"] === "1";

test("a Chromium is there where every part is required", { skip: path || needed ? false : "no Chromium on this machine" }, () => {
  assert.ok(path, "GIGASITE_REQUIRE_ALL=1, and no Chromium was found");
});

describe("the page in Chromium", { skip: path ? false : "no Chromium on this machine" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "gigasite-page-"));
  const file = (name: string): string => pathToFileURL(join(folder, name)).href;
  let browser: Browser;
  let size = 0;

  before(async () => {
    const input = caseInput(await pageTemplate());
    const html = report(input);
    size = Buffer.byteLength(html);
    writeFileSync(join(folder, "whole.html"), html);
    writeFileSync(join(folder, "beside.html"), report(besideInput(input.template)));
    writeFileSync(join(folder, "infeasible.html"), report(infeasible(input)));
    browser = await chromium.launch({
      executablePath: path!,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page and gives it with everything it complained of or asked for. */
  async function open(name: string, width: number, colorScheme: "light" | "dark" = "light"): Promise<{ page: Page; trouble: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    const trouble: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
    page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && trouble.push(`request: ${request.url()}`));
    await page.goto(file(name));
    await page.waitForSelector("#sources h2");
    return { page, trouble };
  }

  /** Labels of a chart that lie on one another or leave their chart. */
  const collisions = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll("svg")].flatMap((svg) => {
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")]
          .filter((text) => getComputedStyle(text).opacity !== "0" && text.textContent!.trim() !== "")
          .map((text) => ({ says: text.textContent, box: text.getBoundingClientRect() }));
        const outside = texts.filter(({ box }) => box.left < frame.left - 2 || box.right > frame.right + 2).map(({ says }) => `"${says}" leaves its chart`);
        const over = texts.flatMap((one, index) =>
          texts
            .slice(index + 1)
            .filter(
              ({ box }) => Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 2 && Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 4,
            )
            .map(({ says }) => `"${one.says}" lies on "${says}"`),
        );
        return [...outside, ...over].map((line) => `${svg.getAttribute("aria-label") ?? ""}: ${line}`);
      }),
    );

  const sentence = (page: Page, room: string): Promise<string> => page.locator(`#${room} .sentence`).innerText();
  const quarter = (page: Page): Promise<string> => page.locator(".stepper b").innerText();

  test("it is at most 5 MB", () => assert.ok(size < 5_000_000, `${size} bytes`));

  for (const [width, theme] of [
    [1440, "light"],
    [1440, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const) {
    test(`at ${width} pixels, ${theme}: no error, no request, nothing wider than the window, no label on another`, async () => {
      const { page, trouble } = await open("whole.html", width, theme);
      for (const room of ["programme", "plan", "money", "run", "agreements", "sources"]) assert.notEqual(await sentence(page, room), "");
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      const broken = await page.evaluate(() =>
        [...document.querySelectorAll("svg *")].flatMap((mark) =>
          [...mark.attributes].filter((attribute) => /NaN|undefined|Infinity/.test(attribute.value)).map((attribute) => `${mark.tagName} ${attribute.name}=${attribute.value}`),
        ),
      );
      assert.deepEqual(broken, []);
      for (const at of ["1", "6", "11"]) {
        await page.locator("#quarter").fill(at);
        assert.deepEqual(await collisions(page), [], `quarter ${at}`);
      }
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      assert.equal(ground, theme === "dark" ? "rgb(14, 17, 20)" : "rgb(251, 251, 249)");
      const faces = await page.evaluate(async () => (await document.fonts.ready, [...document.fonts].filter((face) => face.status === "loaded").map((face) => face.family)));
      assert.ok(faces.includes("Inter") && faces.includes("Newsreader"), `loaded: ${faces.join(", ")}`);
      assert.deepEqual(trouble, []);
      await page.close();
    });
  }

  test("the slider moves the sentence, the ladder, the map, the charts and the statement", async () => {
    const { page, trouble } = await open("whole.html", 1440);
    const snapshot = async () => ({
      programme: await sentence(page, "programme"),
      money: await sentence(page, "money"),
      run: await sentence(page, "run"),
      running: await page.locator(".rungs b .n").last().innerText(),
      disc: await page.locator(".site .s-running").first().getAttribute("r"),
      statement: await page.locator("#agreements h3").first().innerText(),
      sources: await page.locator('[data-panel="sources-uses"] svg').innerHTML(),
    });
    const first = await snapshot();
    await page.locator("#quarter").fill("11");
    const last = await snapshot();
    for (const key of Object.keys(first) as (keyof typeof first)[]) assert.notEqual(last[key], first[key], `${key} did not move`);
    assert.match(last.programme, /2028-Q4/);
    assert.deepEqual(trouble, []);
    await page.close();
  });

  test("the keys work: quarter, year, site, theme, table, source, palette", async () => {
    const { page, trouble } = await open("whole.html", 1440);
    const before = await quarter(page);
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await quarter(page), before);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await quarter(page), before);
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(Number((await quarter(page)).slice(0, 4)), Number(before.slice(0, 4)) + 1);
    const site = await page.locator(".story h2").innerText();
    await page.keyboard.press("]");
    assert.notEqual(await page.locator(".story h2").innerText(), site);
    await page.keyboard.press("d");
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(14, 17, 20)");
    await page.keyboard.press("t");
    assert.equal(await page.locator('[data-panel="map"] table').count(), 1);
    await page.locator(".rungs .n").first().focus();
    await page.keyboard.press("s");
    assert.match(await page.locator(".source").innerText(), /derived\.ladder\.appliedKw/);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".source").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-at")?.startsWith("plan:derived.ladder.appliedKw")), true, "focus goes back to the number");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("2026-Q2");
    await page.keyboard.press("Enter");
    assert.equal(await quarter(page), "2026-Q2");
    assert.deepEqual(trouble, []);
    await page.close();
  });

  test("a number walks home: from the ladder to a site to the figure's source", async () => {
    const { page } = await open("whole.html", 1440);
    await page.locator(".rungs .n").last().click();
    await page.locator(".source li button", { hasText: "amarillo" }).click();
    await page.locator(".source li button", { hasText: "rackIt" }).click();
    await page.locator(".source li button", { hasText: "gb300" }).first().click();
    assert.match(await page.locator(".source").innerText(), /Epoch AI|derived/);
    await page.close();
  });

  test("a statement line walks back to its clause, and another party has its own", async () => {
    const { page } = await open("whole.html", 1440);
    await page.locator("#quarter").fill("9");
    assert.match(await page.locator(".way").innerText(), /950,000/);
    assert.match(await page.locator(".way q").innerText(), /Northwind Compute/);
    await page.locator("[data-party]", { hasText: "Atlas Lab" }).click();
    assert.match(await page.locator(".way .amount").innerText(), /^−/);
    await page.close();
  });

  test("the figures can be searched, and nothing found says so", async () => {
    const { page } = await open("whole.html", 1440);
    await page.locator("#search").fill("rackPrice");
    assert.ok((await page.locator("#sources tbody tr", { hasText: "rackPrice" }).count()) >= 2);
    await page.locator("#search").fill("no such figure");
    assert.match(await page.locator("#sources").innerText(), /No figure matches/);
    await page.close();
  });

  test("play goes to the end and stops, and a second press holds it", async () => {
    const { page } = await open("whole.html", 1440);
    await page.locator("#quarter").fill("10");
    await page.locator('[data-act="play"]').click();
    await page.waitForFunction(() => document.querySelector(".stepper b")?.textContent === "2028-Q4", undefined, { timeout: 4000 });
    await page.waitForFunction(() => document.querySelector('[data-act="play"]')?.getAttribute("aria-label") === "Play the quarters", undefined, { timeout: 4000 });
    await page.close();
  });

  test("an infeasible programme says what to relax; without a record each chart names the next step", async () => {
    for (const width of [1440, 390]) {
      const { page, trouble } = await open("infeasible.html", width);
      assert.match(await sentence(page, "programme"), /cannot be kept: 2 rules/);
      assert.match(await page.locator("#plan").innerText(), /140 MW more grid at Amarillo by 2027-Q1/);
      assert.match(await page.locator("#run").innerText(), /gigasite simulate/);
      assert.match(await page.locator("#agreements").innerText(), /gigasite settle/);
      assert.deepEqual(trouble, []);
      await page.close();
    }
  });

  for (const [width, theme] of [
    [1440, "light"],
    [390, "dark"],
  ] as const) {
    test(`with everything beside the plan, at ${width} pixels, ${theme}: each chart stands with its table, and nothing lies on another`, async () => {
      const { page, trouble } = await open("beside.html", width, theme);
      const drawn = [
        "stages",
        "tornado",
        "pareto",
        "alternatives",
        "late",
        "held",
        "happened",
        "bridge",
        "bridge-power",
        "equipment-large-transformer",
        "equipment-switchgear",
        "regret",
      ];
      for (const id of [...drawn, "moved", "built"]) {
        const panel = page.locator(`[data-panel="${id}"]`);
        assert.equal(await panel.locator("table").count(), 0, id);
        await panel.locator("[data-table]").click();
        assert.ok((await panel.locator("tbody tr").count()) >= 2, `${id} has a table`);
        if (drawn.includes(id)) assert.match((await panel.locator(".chart svg").last().getAttribute("aria-label")) ?? "", /\w/, id);
      }
      assert.match(await sentence(page, "replan"), /The re-plan is worth 170\.0.M.USD less, and its power comes 0\.75.quarters later/);
      assert.match(await sentence(page, "plan"), /All that was promised comes on time: 398\.1.k.H100e-years for 3\.6.B.USD, discounted/);
      assert.match(await sentence(page, "futures"), /Amarillo is built in all 3 futures/);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      assert.deepEqual(await collisions(page), []);
      await page.locator('[data-at="tornado:bars[2].atLow.delta"]').first().focus();
      await page.keyboard.press("s");
      await page.locator(".source li button", { hasText: "rackPrice" }).click();
      assert.match(await page.locator(".source").innerText(), /Morgan Stanley/);
      assert.deepEqual(trouble, []);
      await page.close();
    });
  }

  test("without files beside the plan there is no room of futures, and one line says what makes them", async () => {
    const { page } = await open("whole.html", 1440);
    assert.equal(await page.locator("#futures").count(), 0);
    assert.equal(await page.locator("#replan").count(), 0);
    for (const id of ["tornado", "pareto", "alternatives", "bridge"]) assert.equal(await page.locator(`[data-panel="${id}"]`).count(), 0);
    assert.match(await page.locator("#plan").innerText(), /With gigasite plan FILE, --tornado says what moves it most/);
    await page.close();
  });
});
