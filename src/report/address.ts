// Where does a number on the page come from? Its address in words, the rule that made it, and the addresses of its inputs.

import { shapes } from "../record/record.ts";
import type { FigureView } from "./view/sources.ts";
import type { PageView } from "./view.ts";

export interface Origin {
  /** `plan.json, derived.sites.amarillo.runningKw[4]`. */
  readonly place: string;
  readonly says: string;
  /** The sourced figure, where the number is one. */
  readonly figure: FigureView | null;
  /** Addresses that lead on. */
  readonly inputs: readonly string[];
}

/**
 * Explains an address: `programme:PATH`, `plan:PATH`, `record:TABLE?KEY=VALUE&...#COLUMN`, `ledger:ENTRY`, `certificate:FAMILY`.
 * @returns an origin for every address; one that is not known says so
 */
export function explain(view: PageView, address: string): Origin {
  const colon = address.indexOf(":");
  const kind = address.slice(0, colon);
  const path = address.slice(colon + 1);
  if (kind === "programme") return programmeOrigin(view, path);
  if (kind === "plan") return planOrigin(view, path);
  if (kind === "record") return recordOrigin(path);
  if (kind === "ledger")
    return { place: `statements, ${path}`, says: "Booked in the ledger, to the cent; the ledger's legs sum to zero in each party's book.", figure: null, inputs: [] };
  if (kind === "certificate") return { place: `certificate.json, ${path}`, says: "Counted over the rows of the independent check.", figure: null, inputs: [] };
  if (kind in besideFiles) return besideOrigin(view, kind as keyof typeof besideFiles, path);
  if (kind === "calendar") return { place: `calendar, ${path}`, says: "Hours of the quarter, by the calendar: leap days counted.", figure: null, inputs: [] };
  return { place: address, says: "An address that the run's files hold.", figure: null, inputs: [] };
}

function programmeOrigin(view: PageView, path: string): Origin {
  const exact = view.sources.figures.find((figure) => figure[0] === path);
  if (exact) return { place: `programme.json, ${path}`, says: "", figure: exact, inputs: [] };
  const pattern = new RegExp(
    `^${path
      .split("*")
      .map((part) => part.replaceAll(/[.[\]]/g, "\\$&"))
      .join("[^.]+")}(\\.|$)`,
  );
  const under = view.sources.figures.filter((figure) => pattern.test(figure[0])).map((figure) => `programme:${figure[0]}`);
  return under.length > 0
    ? { place: `programme.json, ${path}`, says: `${under.length} sourced figures stand here.`, figure: null, inputs: under.slice(0, 12) }
    : { place: `programme.json, ${path}`, says: "The programme file states it as its own choice, without a source.", figure: null, inputs: [] };
}

/** The definitions of docs/model.md, by path of the plan; `$1` is the first id of the path. */
const rules: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [
    /^derived\.(?:sites\.([^.]+)|ladder)\.appliedKw/,
    "Applied: facility MW of the power options taken, over designFacilityRatio, from the quarter the site is opened.",
    ["plan:decisions.sites.$1.options", "programme:sites.$1.power.*.facility", "programme:sites.$1.designFacilityRatio"],
  ],
  [
    /^derived\.(?:sites\.([^.]+)|ladder)\.energizedKw/,
    "Energized: the lesser of applied and what grid and firm on-site plant can feed, over designFacilityRatio.",
    ["programme:sites.$1.power.*.energized", "programme:sites.$1.designFacilityRatio", "programme:catalogue.powerSources.*.firm"],
  ],
  [
    /^derived\.(?:sites\.([^.]+)|ladder)\.(itReadyKw|hallsKw)/,
    "IT-ready: the lesser of energized and the IT MW of halls that are ready.",
    ["plan:decisions.sites.$1.starts", "programme:catalogue.buildings.*.it", "programme:catalogue.buildings.*.ready"],
  ],
  [
    /^derived\.(?:sites\.([^.]+)|ladder)\.rackedKw/,
    "Racked: the lesser of IT-ready and the IT MW of racks delivered so far, less those sold.",
    ["plan:decisions.sites.$1.racks", "plan:decisions.sites.$1.retired", "programme:catalogue.accelerators.*.rackIt"],
  ],
  [
    /^derived\.(?:sites\.([^.]+)|ladder)\.runningKw/,
    "Running: IT MW of the racks at work at the quarter's end.",
    ["plan:decisions.sites.$1.running", "programme:catalogue.accelerators.*.rackIt"],
  ],
  [
    /^derived\.sites\.([^.]+)\.capexCents/,
    "Opening, buildings, power and racks of this site, in the quarters in which they are paid.",
    ["programme:sites.$1.opening", "programme:catalogue.buildings.*.cost", "programme:sites.$1.power.*.cost", "programme:catalogue.accelerators.*.rackPrice"],
  ],
  [
    /^derived\.sites\.([^.]+)\.opexCents/,
    "Energy, facility upkeep, IT maintenance and insurance of this site.",
    ["programme:sites.$1.tariff.energy", "programme:catalogue.operations"],
  ],
  [
    /^derived\.crews\.([^.]+)/,
    "People at work: each building under construction brings its crew, quarter by quarter after its start.",
    ["programme:catalogue.buildings.*.crew", "programme:labour.pools.$1"],
  ],
  [
    /^derived\.equipment\.([^.]+)/,
    "Units of the buildings started so far, when each building needs them; what can be there is held slots and orders a lead time ago.",
    ["programme:catalogue.equipment.$1", "plan:decisions.sites"],
  ],
  [
    /^derived\.compute/,
    "Compute in H100e: accelerators times dense FP8 peak over 1,979 TFLOP/s.",
    ["programme:catalogue.accelerators.*.peak.fp8", "programme:catalogue.operations.goodput"],
  ],
  [
    /^derived\.money\.capex\.accelerators/,
    "Racks delivered times the rack's price with network, storage and installation.",
    ["programme:catalogue.accelerators.*.rackPrice", "programme:catalogue.accelerators.*.adders"],
  ],
  [
    /^derived\.money\.capex\.buildings/,
    "Buildings started times cost per IT MW, spread by the spend curve.",
    ["programme:catalogue.buildings.*.cost", "programme:catalogue.buildings.*.spend"],
  ],
  [
    /^derived\.money\.capex\.power/,
    "Power options taken, paid in equal parts before their energization.",
    ["programme:sites.*.power.*.cost", "programme:catalogue.operations.powerPayments"],
  ],
  [/^derived\.money\.capex\.opening/, "Land and opening, in the quarter in which a site is opened.", ["programme:sites.*.opening", "programme:sites.*.land.cost"]],
  [
    /^derived\.money\.opex\.energy/,
    "Grid energy at its price with delivery and demand charge, and on-site fuel.",
    ["programme:sites.*.tariff.energy", "programme:catalogue.powerSources.*.variable"],
  ],
  [
    /^derived\.money\.cash/,
    "Cash before + calls + draws + income − fees − capital and operating spending − interest − repayments.",
    ["plan:decisions.calls", "plan:decisions.draws", "plan:derived.money.capex", "plan:derived.money.opex"],
  ],
  [/^derived\.money/, "Recomputed from the decisions by the rules of docs/model.md.", ["plan:decisions"]],
  [/^decisions\.calls\.([^.[]+)/, "Capital called from this investor: pro rata within an order, within its limits.", ["programme:capital.equity.$1"]],
  [/^decisions\.draws\.([^.[]+)/, "Drawn from this facility, within its limit, loan to cost and LTV.", ["programme:capital.debt.$1"]],
  [/^decisions\.sites\.([^.]+)/, "A decision of the plan, in whole units; the independent check replays it.", ["programme:sites.$1"]],
  [/^decisions/, "A decision of the plan, in whole units; the independent check replays it.", []],
  [
    /^objective\.stages/,
    "A measure of the objective, recomputed from the plan’s decisions; its search keeps what the stages before it reached.",
    ["programme:objective", "plan:decisions"],
  ],
  [
    /^objective/,
    "Discounted dollars: value of useful compute less clouds and spending, with financing and what is left at the end.",
    ["programme:objective.value", "programme:discount", "plan:decisions"],
  ],
  [/^solver\.stages/, "Reported by the solver for one stage of the objective: not a part of the plan's numbers.", ["programme:objective"]],
  [/^solver/, "Reported by the solver: not a part of the plan's numbers.", []],
  [/^binding/, "Dual value of the rule at the fixed whole numbers: what one more unit of its right side is worth, discounted.", ["plan:objective.total"]],
];

function planOrigin(view: PageView, path: string): Origin {
  const found = rules.find(([pattern]) => pattern.test(path));
  if (!found) return { place: `plan.json, ${path}`, says: "A number of the plan.", figure: null, inputs: [] };
  const [pattern, rule, inputs] = found;
  const says = `${rule}${/\[0\.\.\d+\]$/.test(path) ? " Summed from the calendar’s start." : ""}${/Kw\b/.test(path) ? " Shown in MW IT; plan.json holds whole kW." : ""}${/money|Cents|calls|draws/.test(path) ? " Shown in USD; plan.json holds whole cents." : ""}`;
  const id = pattern.exec(path)?.[1];
  if (path.startsWith("derived.ladder")) {
    const rung = path.slice("derived.ladder.".length);
    return {
      place: `plan.json, ${path}`,
      says: `${says} Summed over the sites.`,
      figure: null,
      inputs: view.sites.filter((site) => site.used).map((site) => `plan:derived.sites.${site.id}.${rung}`),
    };
  }
  return {
    place: `plan.json, ${path}`,
    says,
    figure: null,
    inputs: inputs.filter((input) => id !== undefined || !input.includes("$1")).map((input) => input.replaceAll("$1", id ?? "")),
  };
}

/** Files beside a plan: what their numbers are. */
const besideFiles = {
  pareto: "A point of the front: a plan searched with its cost limited, then in whole racks; cost and compute are recomputed from its decisions.",
  tornado: "The best of the linear relaxation with this figure alone moved to an end of its range, less the best with the programme as it stands.",
  alternatives: "A plan searched within a share of the best; its numbers are recomputed from its decisions.",
  replan: "The last plan’s inputs with this cause alone put in, planned again; what remains is what the causes do together.",
  scenarios: "The common first decisions, completed as well as can be in each future drawn from the programme’s `uncertain` list.",
} as const;

/** What the numbers of a re-plan are, besides those of its bridge. */
const replanParts: readonly (readonly [RegExp, string])[] = [
  [/^fixed/, "Halls started, racks delivered, and power signed or paid for before the as-of quarter: no decision of the re-plan changes them."],
  [/^standing/, "What the last plan had started and delivered at this site before the as-of quarter, beside what the re-plan takes as there."],
  [/^actuals/, "A figure of what happened, from the programme’s `actuals` or the table given, beside the last plan’s number for the same site and quarter."],
  [/^moved/, "Starts and deliveries from the as-of quarter on, in the last plan and in this one."],
  [/^changeItMw/, "Building starts and rack deliveries that moved, in MW IT, out and in counted (docs/model.md, “Change”)."],
  [/^late\.milestones/, "The quarter in which the last of the milestone’s work is done, in the last plan and in this one."],
  [/^late/, "Running power missing against the last plan, summed over the quarters that both have, over what the last plan runs at their end."],
  [/^totals/, "Summed over the quarters that both plans have; recomputed from each plan’s decisions."],
];

function besideOrigin(view: PageView, kind: keyof typeof besideFiles, path: string): Origin {
  const bar = kind === "tornado" ? view.beside.swings?.bars[Number(/^bars\[(\d+)\]/.exec(path)?.[1] ?? -1)] : undefined;
  const inputs = bar ? [`programme:${bar.path}`] : kind === "scenarios" ? ["programme:uncertain"] : ["plan:objective.total"];
  const says = kind === "replan" ? (replanParts.find(([pattern]) => pattern.test(path))?.[1] ?? besideFiles[kind]) : besideFiles[kind];
  return { place: `${kind}.json, ${path}`, says, figure: null, inputs };
}

/** `TABLE?KEY=VALUE&...#COLUMN` as the page writes it, or `TABLE[KEY=VALUE,...].COLUMN` as statements do. */
function recordOrigin(path: string): Origin {
  const [, name = path, keys = "", column = ""] = /^([\w-]+)(?:[?[]([^\]#]*)\]?)?(?:[#.](\w+))?$/.exec(path) ?? [];
  const shape = shapes.find((entry) => entry.name === name);
  const described = shape?.columns.find((entry) => entry.name === column);
  const place = [name, ...keys.split(/[&,]/).filter((key) => key !== ""), ...(column ? [column] : [])].join(", ");
  return {
    place: `record/${place}`,
    says: described ? `${described.meaning}${described.unit !== "-" ? `, in ${described.unit}` : ""}. Table: ${shape!.meaning}.` : (shape?.meaning ?? "A table of the record."),
    figure: null,
    inputs: [],
  };
}
