// Does a search that is killed lose nothing? The built command is killed in the middle of its search, and goes on from the best plan it had.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Plan } from "../../src/plan/plan.ts";
import { gigasite, inFolder, json, root, start, until } from "./command.ts";

const neocloud = join(root, "programmes/neocloud.yaml");
const slow = ["plan", neocloud, "--objective", "worth", "--gap", "0", "-o", "run"];

interface Saved {
  readonly done: readonly unknown[];
  readonly values: string;
}

test("a search killed in the middle goes on from its best plan, and ends as good as one that was left alone", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "run/.partial/search.json");
    const killed = start(slow, folder);
    await until("an incumbent", () => existsSync(path));
    killed.process.kill("SIGKILL");
    const { signal } = await killed.ended;
    assert.equal(signal, "SIGKILL");
    assert.ok(!existsSync(join(folder, "run/plan.json")), "no plan stands before a search has ended");
    const saved = JSON.parse(readFileSync(path, "utf8")) as Saved;
    assert.ok(saved.values.length > 0);
    // A kill while the next one is written leaves half a file beside the last one.
    writeFileSync(`${path}.new`, readFileSync(path, "utf8").slice(0, 100));
    const resumed = await json<Plan>([...slow.slice(0, 5), "0.002", "-o", "run", "--resume"], folder);
    assert.ok(!existsSync(join(folder, "run/.partial")), "what is finished leaves nothing unfinished");
    const whole = await json<Plan>([...slow.slice(0, 5), "0.002", "-o", "other"], folder);
    assert.ok(resumed.solver.gap! <= 0.002 && whole.solver.gap! <= 0.002);
    assert.ok(resumed.solver.incumbent! >= whole.solver.bound! * (1 - 0.002), `${resumed.solver.incumbent} of at most ${whole.solver.bound}`);
    assert.equal((await gigasite(["verify", "run"], folder)).status, 0);
  });
});

test("an unfinished search of other inputs is not gone on with, and without --resume none is", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "run/.partial/search.json");
    const killed = start(slow, folder);
    await until("an incumbent", () => existsSync(path));
    killed.process.kill("SIGKILL");
    await killed.ended;
    const other = await gigasite(["plan", neocloud, "--objective", "worth", "--set", "discount=9 %/yr", "--gap", "0.02", "-o", "run", "--resume"], folder);
    assert.equal(other.status, 0, other.stderr);
    assert.match(other.stderr, /no unfinished search of this programme/);
  });
});
