// The objective's stages: what was to be made best, in what order, how near the best each came, and what later ones took of it.

import { sizeOf, decimalsFor } from "../../report/charts/measure.ts";
import { stagesChart } from "../../report/charts/stages.ts";
import { decimal, dollars, escape, percent } from "../../report/format.ts";
import type { PageView } from "../../report/view.ts";
import { objectiveSentences, type StageView } from "../../report/view/stages.ts";
import { empty, number, panel } from "../html.ts";
import type { State } from "../state.ts";

export function stagesPanel(view: PageView, state: State, width: number): string {
  const { stages, objective } = view;
  const list = stages
    .map(
      (stage, position) =>
        `<li><div><p>${stages.length > 1 ? `${position + 1}. ` : ""}${escape(stage.sentence)}</p><small>${how(stage, position)}</small></div><div class="worth"><b>${stage.value === null ? "not found" : number(amount(stage, stage.value), stage.address)}</b><small>${discounted(stage) ? "discounted" : "in all"}</small></div></li>`,
    )
    .join("");
  const drawn = stages.some(({ name, shares }) => name !== "change" && shares !== null);
  return panel(state, {
    id: "stages",
    title: stages.length > 1 ? "What the plan makes best, in order" : "What the plan makes best",
    caption: objective.kind.replace("-", " "),
    chart: list
      ? `<ol class="binds">${list}</ol>${drawn ? `<div style="margin-top:14px">${stagesChart(stages, width)}</div>` : ""}`
      : empty("No search was made.", "The plan is that of the greedy start: give the search more <code>--nodes</code> or <code>--seconds</code>."),
    ...(list
      ? {
          note: `${objectiveSentences[objective.kind]}${drawn ? " Chart: shares of what each search found; hatched: no plan is better than its end; grey: what later stages may give away; dot: the finished plan." : ""}`,
          sheet: {
            columns: [
              { name: "stage", text: true },
              { name: "unit", text: true },
              { name: "the plan" },
              { name: "found by its search" },
              { name: "best possible" },
              { name: "gap" },
              { name: "later stages keep" },
              { name: "ended by", text: true },
            ],
            rows: stages.map((stage, position) => {
              const of = (key: "found" | "bound" | "kept", path: string) => ({
                text: stage[key] === null ? "" : bare(stage, stage[key]!),
                at: `plan:solver.stages[${position}].${path}`,
              });
              return [
                { text: `${position + 1} ${stage.name}` },
                { text: sizeOf(stage.unit, largest(stage)).unit },
                { text: stage.value === null ? "" : bare(stage, stage.value), at: stage.address },
                of("found", "incumbent"),
                of("bound", "bound"),
                { text: stage.gap === null ? "unknown" : percent(stage.gap, 2), at: `plan:solver.stages[${position}].gap` },
                of("kept", "kept"),
                { text: ended(stage) },
              ];
            }),
          },
        }
      : {}),
  });
}

/** Bound, gap and what later stages might give away, in one or two sentences. */
function how(stage: StageView, position: number): string {
  const { found, bound, gap, kept, value } = stage;
  const at = (key: string): string => `plan:solver.stages[${position}].${key}`;
  if (found === null) return "Its search found nothing better than the start.";
  if (stage.name === "change") return bound === null ? "" : `Even in fractions of buildings and racks, no plan moves less than ${number(amount(stage, bound), at("bound"))}.`;
  const best =
    bound === null
      ? "How much better it could be is not known."
      : gap !== null && gap < exactly
        ? "No plan does better."
        : `No plan does better than ${number(amount(stage, bound), at("bound"))}${gap === null ? "" : ` (gap ${number(percent(gap, 2), at("gap"))})`}.`;
  if (kept === null) return best;
  if (!stage.shares && Math.abs(kept - found) > 5e-4)
    return `${best} Its search found ${number(amount(stage, found), at("incumbent"))}; later stages may leave ${number(amount(stage, kept), at("kept"))}.`;
  if (!stage.shares || stage.shares.given > -exactly) return `${best} Later stages give none of it away.`;
  const to = `Its search found ${number(amount(stage, found), at("incumbent"))}; later stages may give away ${number(percent(-stage.shares.given, 2), at("kept"))} of it`;
  const took = value === null || stage.shares.ended > -exactly ? " and took nothing" : ` and took ${percent(-stage.shares.ended, 2)}`;
  return `${best} ${to}${took}.`;
}

/** Below this a share is arithmetic. */
const exactly = 5e-5;

/** What a room that opens with the objective says: each measure of the finished plan, one sentence. */
export function stagesHeadline({ stages }: PageView): string {
  const of = (name: StageView["name"]): string | undefined => {
    const stage = stages.find((one) => one.name === name);
    if (!stage || stage.value === null) return undefined;
    return number(stage.unit === "USD" ? dollars(stage.value) : amount(stage, stage.value), stage.address);
  };
  const missed = stages.find(({ name }) => name === "service" || name === "demand");
  const [compute, cost] = [of("compute"), of("cost")];
  const made = compute && cost ? `${compute} for ${cost}, discounted` : compute ? `${compute}, discounted` : cost ? `${cost}, discounted` : "";
  if (!missed) return `${made}.`;
  const all = missed.name === "service" ? "All that was promised comes on time" : "All demand is served";
  if (Math.abs(missed.value ?? 0) < told) return made ? `${all}: ${made}.` : `${all}.`;
  const late = `${of(missed.name)!} of ${missed.name === "service" ? "what was promised" : "the demand"} come late or stay unserved`;
  return made ? `${made}; ${late}.` : `${late}.`;
}

/** Quarters below which nothing is late: less than a day. */
const told = 0.01;

function largest({ value, found, bound, kept }: StageView): number {
  return Math.max(...[value, found, bound, kept].map((one) => Math.abs(one ?? 0)));
}

function discounted({ unit }: StageView): boolean {
  return unit === "USD" || unit === "H100e-hours";
}

/** In the stage's size, with decimals with which its figures can be told apart. */
function bare(stage: StageView, value: number): string {
  const { divide } = sizeOf(stage.unit, largest(stage));
  if (stage.unit === "quarters") return decimal(value, 3);
  return decimal(value / divide, Math.max(1, decimalsFor(largest(stage) / divide / 1000)));
}

function amount(stage: StageView, value: number): string {
  if (stage.unit === "USD" && Math.abs(value) < 1e6) return dollars(value);
  const { unit } = sizeOf(stage.unit, largest(stage));
  return `${bare(stage, value)}\u00a0${unit === "quarters" && Math.abs(value) === 1 ? "quarter" : unit}`;
}

function ended({ status, stoppedByClock }: StageView): string {
  return stoppedByClock ? "the clock" : status === "limit" ? "a counted limit" : status === "gap" || status === "optimal" ? `the ${status === "gap" ? "gap" : "optimum"}` : status;
}
