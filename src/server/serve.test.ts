import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { routes, serve } from "./serve.ts";

let runs: string;
before(() => {
  runs = mkdtempSync(join(tmpdir(), "gigasite-serve-"));
  for (const name of ["one", "two"]) {
    mkdirSync(join(runs, name, "record"), { recursive: true });
    mkdirSync(join(runs, name, ".partial"));
    writeFileSync(join(runs, name, "programme.json"), "{}");
    writeFileSync(join(runs, name, "report.html"), `<title>${name}</title>`);
    writeFileSync(join(runs, name, "record", "hourly.parquet"), "PAR1");
    writeFileSync(join(runs, name, ".partial", "plan.json"), "half");
  }
  writeFileSync(join(runs, "secret.json"), "secret");
  symlinkSync(join(runs, "secret.json"), join(runs, "one", "linked.json"));
});
after(() => rmSync(runs, { recursive: true, force: true }));

const get = (path: string, options?: RequestInit, host = "127.0.0.1"): Promise<Response> => Promise.resolve(routes(runs).request(`http://${host}${path}`, options));

test("a run's page and artefacts are served with their types", async () => {
  const page = await get("/runs/one/report.html");
  assert.equal(page.status, 200);
  assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
  assert.match(page.headers.get("content-security-policy")!, /default-src 'none'/);
  assert.equal(await page.text(), "<title>one</title>");
  const table = await get("/runs/two/record/hourly.parquet");
  assert.equal(table.headers.get("content-type"), "application/vnd.apache.parquet");
  assert.equal(await table.text(), "PAR1");
  assert.match(await (await get("/runs")).text(), /one[\s\S]*two/);
});

test("the root is the page of a single run, and of the newest of several", async () => {
  assert.match(await (await get("/")).text(), /<title>(one|two)/);
  const single = await routes(join(runs, "two")).request("http://127.0.0.1/");
  assert.equal(await single.text(), "<title>two</title>");
});

test("nothing outside a run, nothing hidden and nothing of another kind is served", async () => {
  for (const path of [
    "/runs/one/..%2fsecret.json",
    "/runs/one/%2e%2e/secret.json",
    "/runs/../secret.json",
    "/runs/one/linked.json",
    "/runs/one/.partial/plan.json",
    "/runs/one/record",
    "/runs/none/report.html",
    "/runs/one//report.html",
    "/runs/one/report.html%00.json",
    "/runs/%2e%2e/secret.json",
    "/secret.json",
  ]) {
    const answer = await get(path);
    assert.equal(answer.status, 404, path);
    assert.doesNotMatch(await answer.text(), /secret|half/, path);
  }
});

test("only reading is allowed, and only under this machine's own name", async () => {
  assert.equal((await get("/runs/one/report.html", { method: "DELETE" })).status, 405);
  assert.equal((await get("/runs/one/report.html", {}, "rebound.example")).status, 403);
  assert.equal((await get("/runs/one/report.html", {}, "localhost")).status, 200);
});

test("a busy port makes way for the next, on the loopback address only, and the server stops", async () => {
  const blocker = createServer();
  await new Promise<void>((done) => blocker.listen(0, "127.0.0.1", done));
  const busy = (blocker.address() as { port: number }).port;
  const served = await serve(runs, busy);
  assert.ok(served.moved && served.port > busy);
  assert.equal((await fetch(`${served.url}runs/one/report.html`)).status, 200);
  const raw = await new Promise<string>((done, fail) => {
    const socket = connect(served.port, "127.0.0.1", () => socket.end("GET /runs/one/../../secret.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
    let text = "";
    socket
      .on("data", (chunk) => (text += chunk))
      .on("end", () => done(text))
      .on("error", fail);
  });
  assert.match(raw, /^HTTP\/1\.1 404/);
  await served.close();
  await assert.rejects(fetch(served.url));
  await new Promise((done) => blocker.close(done));
});
