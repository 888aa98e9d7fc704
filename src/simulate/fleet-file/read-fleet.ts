// What does the text of a fleet file say, and what is wrong with it?

import { z } from "zod";
import { accelerator as catalogueAccelerator, recovery as catalogueRecovery } from "../../programme/catalogue.ts";
import { type Problem, readDocument } from "../../programme/document.ts";
import { withSettings } from "../../programme/extends.ts";
import { withoutSources } from "../../programme/figures.ts";
import { problemsOf } from "../../programme/issues.ts";
import { map } from "../../programme/names.ts";
import { overlay } from "../../programme/overlay.ts";
import type { Figures } from "../../programme/programme.ts";
import { type Entry, isMap, locate, type Node, nodeAt, type Path, plain, positionOf, sourceOf } from "../../programme/tree.ts";
import { didYouMean } from "../../units/suggest.ts";
import { type HourlySeries, readHourly } from "./hourly.ts";
import { type FleetFile, fleetFile } from "./schema.ts";

/** What one accelerator is like, wherever it is described. Power in watts. */
export interface Accelerator {
  readonly fullWatts: number;
  readonly idleWatts: number;
  readonly perTray: number;
  readonly traysPerRack: number;
  readonly failureScale?: number;
}

/** A fleet file with everything that it names. */
export interface ReadFleet {
  readonly file: FleetFile;
  /** Of the catalogue, and of the file itself, which goes before. */
  readonly accelerators: ReadonlyMap<string, Accelerator>;
  /** Prices and carbon by site, where a CSV gives them. */
  readonly hourly: ReadonlyMap<string, HourlySeries>;
  /** Where each number comes from, by path. */
  readonly figures: Figures;
  /** Paths that the user's own file states, joined by dots. */
  readonly own: ReadonlySet<string>;
}

/** Texts that lie under every fleet file. */
export interface FleetLibrary {
  /** Text of `data/catalogue.yaml` and of `data/jobs.yaml`. */
  readonly catalogue: string;
  readonly jobs: string;
}

export type FleetRead = { readonly problems: readonly Problem[]; readonly fleet?: undefined } | { readonly problems: readonly []; readonly fleet: ReadFleet };

/**
 * Reads a fleet file (YAML or JSON).
 * @param name the file's name, for messages
 * @param settings `path=value` texts, laid over it in order
 * @param read gives the text of a file that it names, or undefined
 */
export function readFleet(name: string, text: string, library: FleetLibrary, settings: readonly string[], read: (file: string) => string | undefined): FleetRead {
  const own = readDocument(name, text);
  const catalogue = readDocument("data/catalogue.yaml", library.catalogue);
  const jobs = readDocument("data/jobs.yaml", library.jobs);
  const set = withSettings(own.located.root, settings);
  const early = [...own.problems, ...catalogue.problems, ...jobs.problems, ...set.problems];
  if (early.length > 0) return { problems: early };
  const root = overlay(overlay(underneath(catalogue.located.root), jobs.located.root), set.root);
  const value = plain(root);
  const parsed = fleetFile.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, root, value, fleetFile) };
  const { value: file, figures } = withoutSources(parsed.data);
  const bought = boughtAt(catalogue.located.root);
  const accelerators = new Map([...bought.accelerators, ...ownAccelerators(file as FleetFile)]);
  const found = { ...(file as FleetFile) };
  if (found.recovery.detect === undefined) found.recovery = { ...found.recovery, detect: (bought.detectMinutes * 60) as never };
  const problems: Problem[] = [];
  const say = (path: Path, message: string, code: Problem["code"] = "reference.unknown") =>
    void problems.push({ code, position: positionOf(locate(root, path, "value")), path: path.join("."), message });
  checkReferences(found, accelerators, say);
  const hourly = new Map<string, HourlySeries>();
  for (const [site, { hourly: csv, price, carbon }] of Object.entries(found.sites)) {
    if (csv === undefined) continue;
    const content = read(csv);
    const series = content === undefined ? undefined : readHourly(csv, content);
    if (series === undefined) say(["sites", site, "hourly"], `the file "${csv}" cannot be read`, "file.unreadable");
    else if ("problems" in series) problems.push(...series.problems);
    else hourly.set(site, series);
    if (price !== undefined && series && "price" in series && series.price !== undefined) say(["sites", site, "price"], `${csv} has prices too: leave one of them out`, "sense");
    if (carbon !== undefined && series && "carbon" in series && series.carbon !== undefined)
      say(["sites", site, "carbon"], `${csv} has carbon too: leave one of them out`, "sense");
  }
  if (problems.length > 0) return { problems };
  return { problems: [], fleet: { file: found, accelerators, hourly, figures, own: new Set(pathsOf(set.root)) } };
}

/** What lies under a fleet file of the catalogue: the causes of failures. */
function underneath(catalogue: Node): Node {
  const failures = nodeAt(catalogue, ["catalogue", "failures"])!;
  const entry: Entry = { source: failures.source, offset: failures.offset, node: failures };
  return { source: sourceOf("data/catalogue.yaml", ""), offset: 0, content: new Map([["failures", entry]]) };
}

/** Accelerators of the catalogue, and how long it takes to see a failure. */
function boughtAt(catalogue: Node): { readonly accelerators: Map<string, Accelerator>; readonly detectMinutes: number } {
  const part = z.object({ accelerators: map(catalogueAccelerator), recovery: catalogueRecovery });
  const { value } = withoutSources(part.parse(plain(nodeAt(catalogue, ["catalogue"])!)));
  const { accelerators, recovery } = value as z.output<typeof part>;
  const wattsPerMw = 1e6;
  const entries = Object.entries(accelerators).map(([id, kind]): [string, Accelerator] => {
    const perTray = kind.packagesPerTray ?? kind.packagesPerRack;
    const fullWatts = (kind.rackIt * wattsPerMw) / kind.packagesPerRack;
    return [id, { fullWatts, idleWatts: (kind.idle ?? 0) * fullWatts, perTray, traysPerRack: kind.packagesPerRack / perTray }];
  });
  return { accelerators: new Map(entries), detectMinutes: recovery.detect };
}

function ownAccelerators({ accelerators }: FleetFile): [string, Accelerator][] {
  return Object.entries(accelerators).map(([id, { power, idle, perTray, traysPerRack, failures }]) => {
    const fullWatts = power * 1e6;
    return [id, { fullWatts, idleWatts: (idle ?? 0) * fullWatts, perTray, traysPerRack, ...(failures === undefined ? {} : { failureScale: failures }) }];
  });
}

function checkReferences(file: FleetFile, accelerators: ReadonlyMap<string, Accelerator>, say: (path: Path, message: string, code?: Problem["code"]) => void): void {
  const among = (noun: string, id: string, known: readonly string[], path: Path) => {
    if (!known.includes(id))
      say(path, `expected ${noun}, got "${id}"${didYouMean(id, known) || (known.length > 0 && known.length < 10 ? `, expected one of ${known.join(", ")}` : "")}`);
  };
  for (const [site, { buildings }] of Object.entries(file.sites)) {
    if (Object.keys(buildings).length === 0) say(["sites", site, "buildings"], "expected at least one building", "value.missing");
    for (const [building, { pods }] of Object.entries(buildings)) {
      for (const [index, pod] of pods.entries())
        among(
          "an accelerator of the catalogue or of `accelerators`",
          pod.accelerator,
          [...accelerators.keys()],
          ["sites", site, "buildings", building, "pods", index, "accelerator"],
        );
    }
  }
  among("a class", file.other, Object.keys(file.classes), ["other"]);
  for (const [id, { crew }] of Object.entries(file.failures)) if (crew !== undefined) among("a crew of `crews`", crew, Object.keys(file.crews), ["failures", id, "crew"]);
  for (const [index, window] of file.maintenance.entries()) {
    const site = file.sites[window.site];
    among("a site", window.site, Object.keys(file.sites), ["maintenance", index, "site"]);
    if (site === undefined) continue;
    if (window.building !== undefined) among("a building of the site", window.building, Object.keys(site.buildings), ["maintenance", index, "building"]);
    for (const [part, whole] of [
      ["pod", "building"],
      ["rack", "pod"],
      ["tray", "rack"],
    ] as const)
      // prettier-ignore
      if (window[part] !== undefined && window[whole] === undefined) say(["maintenance", index, part], `expected \`${whole}\` beside \`${part}\``, "value.missing");
    if (!(window.lasts > 0)) say(["maintenance", index, "lasts"], "expected more than nothing", "value.range");
  }
}

/** Every path that a tree states. */
function pathsOf(node: Node, path = ""): string[] {
  if (!isMap(node.content)) return path === "" ? [] : [path];
  return [...(path === "" ? [] : [path]), ...[...node.content].flatMap(([key, entry]) => pathsOf(entry.node, path === "" ? key : `${path}.${key}`))];
}
