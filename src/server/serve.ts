// Who may read which artefact over HTTP? Run folders, read-only, on the loopback address.

import { createReadStream, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, extname, join, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";

export interface Served {
  readonly url: string;
  readonly port: number;
  /** Whether the asked port was busy and a later one was taken. */
  readonly moved: boolean;
  /** Stops taking requests, ends the open ones, and resolves when none is left. */
  close(): Promise<void>;
}

const host = "127.0.0.1";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".parquet": "application/vnd.apache.parquet",
  ".txt": "text/plain; charset=utf-8",
};
/** A page may run and draw what it brings along, and ask nobody for anything. */
const pagePolicy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const listPolicy = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * Serves a run folder, or every run folder in a folder.
 * @param folder a run folder (`/` is its page) or a folder of them (`/` is the newest page; `/runs` lists all)
 * @param port first port to try; 0 takes any; a busy one makes way for the next
 * @throws the system's error when none of 100 ports can be had
 */
export async function serve(folder: string, port: number): Promise<Served> {
  const app = routes(folder);
  for (let candidate = port; ; candidate++) {
    const server = createAdaptorServer({ fetch: app.fetch, hostname: host });
    try {
      await new Promise<void>((done, fail) => {
        server.once("error", fail);
        server.listen(candidate, host, () => done());
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRINUSE" && candidate < Math.min(port + 99, 65535)) continue;
      throw error;
    }
    const address = server.address();
    const taken = typeof address === "object" && address !== null ? address.port : candidate;
    const close = (): Promise<void> =>
      new Promise((done) => {
        server.close(() => done());
        if ("closeIdleConnections" in server) server.closeIdleConnections();
        if ("closeAllConnections" in server) setTimeout(() => server.closeAllConnections(), 2000).unref();
      });
    return { url: `http://${host}:${taken}/`, port: taken, moved: port !== 0 && taken !== port, close };
  }
}

/** The routes alone, for tests without a port. */
export function routes(folder: string): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    // A foreign name that resolves to this machine is no way in (DNS rebinding).
    const name = new URL(context.req.url).hostname;
    if (name !== host && name !== "localhost") return context.text("this server answers to 127.0.0.1 and localhost only\n", 403);
    if (context.req.method !== "GET" && context.req.method !== "HEAD") return context.text("this server only reads\n", 405, { allow: "GET, HEAD" });
    await next();
    context.header("x-content-type-options", "nosniff");
    context.header("cache-control", "no-cache");
  });
  app.get("/", (context) => {
    const newest = [...runsIn(folder).values()]
      .map((run) => join(run, "report.html"))
      .filter((file) => existsSync(file))
      .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
    return newest ? sendFile(newest) : context.redirect("/runs");
  });
  app.get("/runs", (context) => {
    context.header("content-security-policy", listPolicy);
    return context.html(list(runsIn(folder)));
  });
  app.get("/runs/:run/:path{.+}", (context) => {
    const run = runsIn(folder).get(context.req.param("run"));
    const file = run === undefined ? undefined : inside(run, context.req.param("path"));
    return file === undefined ? context.notFound() : sendFile(file);
  });
  app.notFound((context) => context.text("nothing stands here; /runs lists what does\n", 404));
  return app;
}

/** Run folders by name: the folder itself, or those in it. */
function runsIn(folder: string): Map<string, string> {
  if (existsSync(join(folder, "programme.json"))) return new Map([[basename(resolve(folder)), folder]]);
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "programme.json")));
  return new Map(names.toSorted().map((name) => [name, join(folder, name)]));
}

/** A run's artefact by its path; undefined for what is none, hidden, or leads out of the folder. */
function inside(run: string, path: string): string | undefined {
  if (path.split("/").some((part) => part.startsWith(".") || part === "") || path.includes("\0") || path.includes("\\")) return undefined;
  const file = join(run, path);
  if (!(extname(file) in types) || !existsSync(file)) return undefined;
  const real = realpathSync(file);
  return real.startsWith(realpathSync(run) + sep) && statSync(real).isFile() ? real : undefined;
}

function sendFile(file: string): Response {
  const type = types[extname(file)]!;
  const headers = { "content-type": type, "content-length": String(statSync(file).size), ...(type.startsWith("text/html") ? { "content-security-policy": pagePolicy } : {}) };
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers });
}

function list(runs: ReadonlyMap<string, string>): string {
  const text = (value: string): string => value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const link = (name: string, file: string): string => `<a href="/runs/${encodeURIComponent(name)}/${file}">${file}</a>`;
  const rows = [...runs].map(([name, run]) => {
    const files = ["report.html", "plan.json", "certificate.json", "record/summary.json", "run.json"].filter((file) => existsSync(join(run, file)));
    return `<li><strong>${text(name)}</strong> ${files.map((file) => link(name, file)).join(" ")}</li>`;
  });
  const body = rows.length > 0 ? `<ul>${rows.join("")}</ul>` : "<p>No run stands here yet: <code>gigasite run FILE</code> makes one.</p>";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>gigasite runs</title><style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui;margin:2rem}</style><h1>Runs</h1>${body}</html>`;
}
