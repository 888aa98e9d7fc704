// Do results stay whole and the same? Kills, a full disk, interrupts, busy ports, workers.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { begin, gigasite, hashes, inFolder, json, main, root, start, starter, until } from "./command.ts";

test("the same input and seed give the same bytes on one worker and on two, in every file but run.json", () =>
  inFolder(async (folder) => {
    await json(["run", starter, "--no-serve", "--workers", "1", "--seed", "5", "-o", "one"], folder);
    await json(["run", starter, "--no-serve", "--workers", "2", "--seed", "5", "-o", "two"], folder);
    const [one, two] = [hashes(join(folder, "one")), hashes(join(folder, "two"))];
    assert.ok(Object.keys(one).length > 12);
    assert.deepEqual(two, one);
  }));

test("a kill while new results are written leaves the old ones whole, and the next command goes on", () =>
  inFolder(async (folder) => {
    await json(["run", starter, "--no-serve", "-o", "run"], folder);
    const old = hashes(join(folder, "run"));
    const next = join(folder, "run/.partial/next");
    for (const written of ["plan.json", "record", "statements"]) {
      const killed = start(["run", starter, "--no-serve", "--seed", "2", "--set", "sites.amarillo.opening=$41M", "-o", "run"], folder);
      await until(`${written} to be staged`, () => existsSync(join(next, written)) || killed.process.exitCode !== null);
      killed.process.kill("SIGKILL");
      assert.equal((await killed.ended).signal, "SIGKILL", `it ended before it could be killed while ${written} was written`);
      assert.deepEqual(hashes(join(folder, "run")), old, `killed while ${written} was written`);
    }
    assert.equal((await gigasite(["verify", "run"], folder)).status, 0);
    assert.deepEqual(hashes(join(folder, "run")), old);
    // Of what the killed ones left only the search stays, for `plan --resume`.
    const partial = join(folder, "run/.partial");
    assert.deepEqual(
      (existsSync(partial) ? readdirSync(partial) : []).filter((name) => name !== "search.json"),
      [],
    );
  }));

test("a full disk leaves the old results whole, and says so", () =>
  inFolder(async (folder) => {
    const place = join(folder, "disk");
    mkdirSync(place);
    // Root mounts a disk of four megabytes and fills it; others get a limit on the size of a file, which fails a write in the same place.
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", place]).status === 0;
    try {
      await json(["run", starter, "--no-serve", "-o", join(place, "run")], folder);
      const old = hashes(join(place, "run"));
      const args = ["run", starter, "--no-serve", "--seed", "2", "-o", join(place, "run")];
      if (mounted) {
        spawnSync("sh", ["-c", `dd if=/dev/zero of=${join(place, "filler")} bs=1k count=$(( $(df -k --output=avail ${place} | tail -n 1) - 64 )) 2>/dev/null`]);
        const { status, stderr } = await gigasite(args, folder);
        assert.equal(status, 3, stderr);
        assert.match(stderr, /disk is full/);
      } else {
        const { status, stderr } = await begin("bash", ["-c", `trap '' XFSZ; ulimit -f 64; exec "$@"`, "limited", process.execPath, main, ...args], folder).ended;
        assert.equal(status, 3, stderr);
        assert.match(stderr, /EFBIG/);
      }
      assert.deepEqual(hashes(join(place, "run")), old);
    } finally {
      if (mounted) spawnSync("umount", [place]);
    }
  }));

test("Ctrl-C while planning keeps the best plan so far with exit 130, and that plan verifies", () =>
  inFolder(async (folder) => {
    const planning = start(["plan", join(root, "programmes/stargate-2025-01.yaml"), "-o", "run", "--json"], folder);
    await until("the run folder", () => existsSync(join(folder, "run/.partial/lock")));
    await new Promise((done) => setTimeout(done, 2500));
    planning.process.kill("SIGINT");
    const { status, stdout, stderr } = await planning.ended;
    assert.equal(status, 130, stderr);
    assert.match(stderr, /stopping/);
    const plan = JSON.parse(stdout) as { objective: { total: number }; solver: { status: string } };
    assert.equal(plan.solver.status, "interrupted");
    assert.ok(plan.objective.total > 0);
    assert.equal((await gigasite(["verify", "run"], folder)).status, 0);
  }));

test("a second Ctrl-C kills, and nothing is written", () =>
  inFolder(async (folder) => {
    const planning = start(["plan", join(root, "programmes/stargate-2025-01.yaml"), "-o", "run"], folder);
    await until("the run folder", () => existsSync(join(folder, "run/.partial/lock")));
    planning.process.kill("SIGINT");
    await until("the first to be answered", () => planning.said().includes("stopping"));
    planning.process.kill("SIGINT");
    assert.equal((await planning.ended).status, 130);
    assert.equal(existsSync(join(folder, "run/plan.json")), false);
  }));

test("the main job serves its page; a busy port makes way for the next, said; Ctrl-C stops it with the job's own status", () =>
  inFolder(async (folder) => {
    const blocker = createServer();
    await new Promise<void>((done) => blocker.listen(0, "127.0.0.1", done));
    const { port } = blocker.address() as { port: number };
    cpSync(starter, join(folder, "mine.yaml"));
    const job = start(["run", "mine.yaml", "--port", String(port)], folder);
    await until("the page's address", () => /serving the page at \S+/.test(job.printed()) || job.process.exitCode !== null, 120);
    const url = /serving the page at (\S+)/.exec(job.printed())![1]!;
    assert.notEqual(new URL(url).port, String(port));
    assert.equal(await (await fetch(url)).text(), readFileSync(join(folder, "runs/mine/report.html"), "utf8"));
    assert.equal((await fetch(`${url}runs/mine/record/summary.json`)).status, 200);
    job.process.kill("SIGINT");
    const { status, stderr } = await job.ended;
    assert.equal(status, 0);
    assert.match(stderr, new RegExp(`port ${port} is busy`));
    await new Promise((done) => blocker.close(done));
  }));

test("npm start builds, passes its arguments on, and hands back the job's status", () =>
  inFolder(async (folder) => {
    const { status, stdout, stderr } = await begin("npm", ["start", "--silent", "--", starter, "--no-serve", "-o", join(folder, "run")], root).ended;
    assert.equal(status, 0, stderr);
    assert.match(stdout, /My first programme[\s\S]*written to/);
    const infeasible = await begin("npm", ["start", "--silent", "--", starter, "--no-serve", "-o", join(folder, "no"), "--set", "workloads.model.compute=1e28 FLOP"], root).ended;
    assert.equal(infeasible.status, 1, infeasible.stderr);
  }));
