// What does `npm start` do? Builds, then runs the main job (`gigasite run`) with the arguments it was given.

import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const build = spawnSync(process.execPath, [at("scripts/build.mjs")], { stdio: ["ignore", 2, 2] });
if (build.status !== 0) process.exit(build.status ?? 1);

const job = spawn(process.execPath, [at("dist/cli/main.js"), "run", ...process.argv.slice(2)], { stdio: "inherit" });
// A terminal sends Ctrl-C to the whole group: the job answers it, this process waits for its answer.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => job.kill(signal));
job.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
