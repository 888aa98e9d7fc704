// Law 10: every number shown has an address (plan path, or table, row, column) that leads to its inputs. Draws the rooms of the page with every table open, and
// looks each address up in what the run holds.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { outlines } from "../../src/report/outlines.ts";
import { pageView } from "../../src/report/view.ts";
import { agreementsRoom, partiesOf } from "../../src/web/rooms/agreements.ts";
import { moneyRoom } from "../../src/web/rooms/money.ts";
import { planRoom } from "../../src/web/rooms/plan.ts";
import { programmeRoom } from "../../src/web/rooms/programme.ts";
import { runRoom } from "../../src/web/rooms/run.ts";
import { sourcesRoom } from "../../src/web/rooms/sources.ts";
import type { State } from "../../src/web/state.ts";
import { type History, words } from "./history.ts";

const land = outlines(JSON.parse(readFileSync(createRequire(import.meta.url).resolve("us-atlas/states-albers-10m.json"), "utf8")));

/** What is wrong with the page's numbers, in sentences, and how many have an address. */
export function brokenAddresses(history: History): { readonly wrong: string[]; readonly numbers: number } {
  const { resolved, plan, certificate, record, settlement } = history;
  const view = pageView({ resolved, plan, certificate, record, settlement, template: "" });
  const shown: string[] = [];
  const every: ReadonlySet<string> = new Proxy(new Set<string>(), { get: (set, key) => (key === "has" ? () => true : Reflect.get(set, key)) });
  const parties = partiesOf(view).slice(0, 3);
  for (const [line, { party }] of (parties.length > 0 ? parties : [{ party: "" }]).entries()) {
    const state: State = {
      quarter: Math.max(0, view.quarters.length - 1 - line),
      site: view.sites[0]?.id ?? "",
      party,
      line,
      tables: every,
      search: "",
      playing: false,
      width: 1400,
    };
    shown.push(agreementsRoom(view, state));
    if (line === 0) shown.push(programmeRoom(view, state, land), planRoom(view, state), moneyRoom(view, state), runRoom(view, state), sourcesRoom(view, state));
  }
  const html = shown.join("\n");
  const addresses = new Set(
    [...html.matchAll(/data-at="([^"]*)"/g)].map(([, address]) => address!.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">")),
  );
  const wrong = [...addresses].flatMap((address) => (leads(history, address) ? [] : [`${address} leads nowhere`]));
  return { wrong, numbers: addresses.size };
}

function leads({ resolved, plan, certificate, record, settlement }: History, address: string): boolean {
  const colon = address.indexOf(":");
  const [kind, path] = [address.slice(0, colon), address.slice(colon + 1)];
  if (kind === "plan") return reach([plan], path);
  if (kind === "programme") return reach([resolved.programme], path);
  if (kind === "certificate") return path === "rows" || certificate.rows.some(({ family }) => family === path) || reach([certificate], path);
  if (kind === "ledger")
    return settlement.ledger.some(({ id }) => id === path) || reach([settlement], path) || reach(settlement.sourcesAndUses, path.replace("sourcesAndUses.", ""));
  if (kind === "calendar") return plan.calendar.quarters > 0;
  if (kind !== "record") return false;
  if (reach([{ summary: record.summary }], path)) return true;
  const [, name = "", keys = "", column] = /^([\w-]+)(?:[?[]([^\]#]*)\]?)?(?:[#.](\w+))?$/.exec(path) ?? [];
  const table = record.tables[name];
  if (!table || (column !== undefined && !table.shape.columns.some((entry) => entry.name === column))) return false;
  const wanted = keys
    .split(/[&,]/)
    .filter((key) => key !== "")
    .map((key) => key.split("=") as [string, string])
    // A month of an hourly table stands for its hours.
    .filter(([key, value]) => key !== "month" || !table.shape.columns.some((entry) => entry.name === "hour") || !/^\d{4}-(0[1-9]|1[0-2])$/.test(value));
  if (wanted.some(([key]) => !table.shape.columns.some((entry) => entry.name === key))) return false;
  const texts = wanted
    .filter(([key]) => table.shape.columns.find((entry) => entry.name === key)!.type === "text")
    .map(([key, value]) => [words(record, name, key), value] as const);
  for (let row = 0; row < table.rows; row++) if (texts.every(([values, value]) => values[row] === value)) return true;
  return false;
}

/** Is there something at a path: ids and positions, `*` for any, `[0..3]` for a stretch of a list? */
function reach(from: readonly unknown[], path: string): boolean {
  let here = from;
  const first = path.replaceAll(/\[(\d+)\.\.\d+\]/g, "[$1]");
  for (const part of first.split(/[.[\]]+/).filter((one) => one !== "")) {
    const name = part;
    here = here.flatMap((value) =>
      typeof value !== "object" || value === null ? [] : name === "*" ? Object.values(value) : name in value ? [(value as Record<string, unknown>)[name]] : [],
    );
    if (here.length === 0) return false;
  }
  return true;
}
