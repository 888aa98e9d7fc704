// How does a re-plan go? The last plan on the new inputs with its past held; then what moved, and what each cause cost.

import type { Library } from "../../programme/library.ts";
import type { ActualMeasure, Actuals } from "../../programme/actuals.ts";
import type { Programme } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import { planningCase } from "../case.ts";
import { InterruptedError, NoPlanError } from "../no-plan.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { type Group, groups, inputDifferences, switchedBack } from "../reasons/differences.ts";
import { type Baseline, baselineOf, type LastPlan } from "./baseline.ts";
import { type Bridge, bridgeOf, type Cause } from "./bridge.ts";
import { changeMw } from "./change.ts";
import { asEnergized, asSpent, happened, spentBy, type Variance, variances } from "./happened.ts";
import type { HeldPast } from "./held-past.ts";
import { type Late, lateOf } from "./late.ts";
import { carriedForward, sameStanding } from "./later-calendar.ts";
import { type Fixed, fixedOf, type Moved, movedOf, type Standing, standingBy } from "./moves.ts";
import { type Totals, totalsOf } from "./totals.ts";

/** What `replan.json` holds beside the plan. */
export interface Told {
  readonly asOf: Quarter;
  /** Whether work and money of the past are held too, or follow from what was built. */
  readonly scope: HeldPast["scope"];
  readonly fixed: Fixed;
  /** What was planned to stand by then, and what does. */
  readonly standing: readonly Standing[];
  readonly moved: readonly Moved[];
  readonly changeItMw: number;
  readonly actuals: readonly Variance[];
  /** Rules that what stands breaks already. */
  readonly broken: HeldPast["broken"];
  /** Decisions of the past that the new inputs have no place for. */
  readonly lost: HeldPast["lost"];
  /** The last plan and this one over the quarters that both have. */
  readonly totals: { readonly before: Totals; readonly after: Totals };
  /** Quarters by which this one is later. */
  readonly late: Late;
}

export interface BridgeOptions {
  /** Causes searched at a time; the answer does not depend on it. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number, says: string) => void;
}

export interface Replanning {
  /** The programme to plan: the file's, with what happened put in. */
  readonly programme: Programme;
  readonly baseline: Baseline;
  /** Says what is fixed, what moved and what both plans come to. */
  tell(made: Plan, held: HeldPast): Told;
  /** Says what each cause cost: plans the last inputs again for each. Undefined when it was interrupted, or where the last inputs allow no plan. */
  bridge(made: Plan, options?: BridgeOptions): Promise<Bridge | undefined>;
}

/**
 * @param asked the new programme. Where its calendar begins after the last plan's and its `built` and `racks` are still those of the last
 * programme, the last plan's past is put there; where they differ, the file says what stands.
 */
export function replanning(last: LastPlan, asked: Programme, asOf: Quarter, actuals: Actuals, library: Library): Replanning {
  const { calendar } = asked;
  const gone = indexOf(last.plan.calendar, calendar.from);
  const known = gone > 0 ? { ...last, plan: { ...last.plan, decisions: happened(last.plan.decisions, last.plan.calendar, gone, actuals) } } : last;
  const carried = carriedForward(last, calendar, library);
  const stands = gone > 0 && sameStanding(asked, last.programme) ? withGroup(asked, carriedForward(known, calendar, library), "standing") : asked;
  const told = (measure: ActualMeasure) => actuals.some((actual) => actual.measure === measure);
  // Sums of spending count from the last plan's first quarter on.
  const spentBefore = () => Object.fromEntries(Object.keys(last.plan.derived.sites).map((id) => [id, gone > 0 ? spentBy(last.plan, id, gone - 1, actuals) : 0]));
  const asHappened = (programme: Programme): Programme => {
    const energized = told("energized-mw") ? asEnergized(programme, asOf, actuals) : programme;
    return told("spend-to-date-usd") ? asSpent(energized, asOf, actuals, spentBefore()) : energized;
  };
  const programme = asHappened(stands);
  const planned = baselineOf(last, calendar, asOf);
  const baseline = baselineOf(last, calendar, asOf, actuals);
  return {
    programme,
    baseline,
    tell(made, held) {
      const study = planningCase(programme, library);
      return {
        asOf,
        scope: held.scope,
        fixed: fixedOf(study, baseline, made.decisions),
        standing: standingBy(last, study, baseline, made.decisions),
        moved: movedOf(study, baseline, made.decisions),
        changeItMw: changeMw(study, made.decisions, baseline),
        actuals: variances(last.plan, last.programme, actuals),
        broken: held.broken,
        lost: held.lost,
        totals: { before: totalsOf(last.plan, calendar), after: totalsOf(made, last.plan.calendar) },
        late: lateOf(last.plan, made, { last: last.programme, made: programme }),
      };
    },
    async bridge(made, { workers = 1, signal, onProgress } = {}) {
      const again = async (inputs: Programme, from: Baseline): Promise<Plan | undefined> => {
        try {
          const options = { inputs: "", baseline: from, limits: causeLimits, ...(signal ? { signal } : {}) };
          const plan = await makePlan({ programme: inputs, figures: {} }, library, options);
          return plan.feasible ? plan : undefined;
        } catch (error) {
          if (error instanceof NoPlanError || error instanceof InterruptedError) return undefined;
          throw error;
        }
      };
      const same = gone === 0 && calendar.quarters === last.plan.calendar.quarters;
      const differ = new Set(inputDifferences(carried, stands).map(({ group }) => group));
      const causes: Search[] = [
        ...groups
          .filter((group) => differ.has(group) && group !== "other")
          .map((group) => ({ cause: group, says: group === "standing" ? "what stands" : group, plan: () => again(withGroup(carried, stands, group), planned) })),
        ...(programme !== stands || baseline.departed
          ? [{ cause: "happened", says: "what happened instead of what was planned", plan: () => again(asHappened(carried), baseline) }]
          : []),
      ];
      const unchanged: Search = { cause: "", says: "the last plan, inputs unchanged", plan: async () => (same ? last.plan : again(carried, planned)) };
      const only = causes.length === 1 ? causes.map((cause) => ({ ...cause, plan: async () => made })) : causes;
      const found = await inLanes([unchanged, ...only], workers, signal, onProgress);
      const [before, ...parts] = found;
      return signal?.aborted || before?.plan === undefined ? undefined : bridgeOf(before.plan, made, parts);
    },
  };
}

interface Search extends Omit<Cause, "plan"> {
  plan(): Promise<Plan | undefined>;
}

/** Each search once, so many at a time, in the order asked for; a stop leaves the rest out. */
async function inLanes(searches: readonly Search[], workers: number, signal: AbortSignal | undefined, onProgress: BridgeOptions["onProgress"]): Promise<Cause[]> {
  const found: Cause[] = searches.map(({ cause, says }) => ({ cause, says, plan: undefined }));
  let next = 0;
  let done = 0;
  const stopped = (): boolean => signal?.aborted ?? false;
  const lane = async () => {
    for (let position = next++; position < searches.length && !stopped(); position = next++) {
      const { cause, says, plan } = searches[position]!;
      onProgress?.(done, searches.length, says);
      found[position] = { cause, says, plan: await plan() };
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, searches.length) }, lane));
  return found;
}

/** Searches for a part of the bridge: to a plan's gap, from the last plan on. */
const causeLimits = { gap: 0.01, nodes: 500, seconds: 60 };

/** `from` with the inputs of one group from `to`. */
function withGroup(from: Programme, to: Programme, group: Group): Programme {
  return switchedBack(
    from,
    inputDifferences(to, from).filter((difference) => difference.group === group),
  );
}
