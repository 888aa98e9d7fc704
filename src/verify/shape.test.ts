import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlan } from "./check.ts";
import { powerPlan, powerText } from "./power.fixture.ts";
import { shapeOf } from "./shape.ts";
import { tinyPlan, tinyProgramme, tinySlices } from "./tiny.fixture.ts";

const programme = tinyProgramme();
// oxlint-disable-next-line typescript/no-explicit-any -- tests write what the types forbid
type Loose = any;

function refused(spoil: (plan: Loose) => void): string[] {
  const plan: Loose = tinyPlan();
  spoil(plan);
  const shaped = shapeOf(plan, programme);
  assert.equal(shaped.ok, false);
  return shaped.ok ? [] : shaped.refusals.map(({ family, sentence }) => `${family}: ${sentence}`);
}

test("each fault of shape is refused at its path, in words", () => {
  const cases: [(plan: Loose) => void, string][] = [
    [
      (plan) => {
        delete plan.derived;
      },
      "shape: derived: is missing.",
    ],
    [
      (plan) => {
        plan.extra = 1;
      },
      "shape: extra: there is no such key; expected gigasite, programme, inputs, calendar, feasible, decisions, derived, objective, binding, relaxations, conflict, solver.",
    ],
    [
      (plan) => {
        delete plan.decisions.sites.beta;
      },
      "shape: decisions.sites.beta: is missing.",
    ],
    [
      (plan) => {
        plan.decisions.sites.gamma = {};
      },
      "shape: decisions.sites.gamma: there is no such key; expected alpha, beta.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.racks.chip = [0, 4, 4];
      },
      "shape: decisions.sites.alpha.racks.chip: expected 4 entries, got 3.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.racks.chip[1] = -1;
      },
      "shape: decisions.sites.alpha.racks.chip.1: expected a whole number of 0 or more, got -1.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.racks.chip[1] = 1.5;
      },
      "shape: decisions.sites.alpha.racks.chip.1: expected a whole number of 0 or more, got 1.5.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.racks.other = [0, 0, 0, 0];
      },
      "shape: decisions.sites.alpha.racks.other: the programme has no such id here; it has chip.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.work.chat[1] = 1.0005;
      },
      "shape: decisions.sites.alpha.work.chat.1: expected a number of at most three decimals, got 1.0005.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.work.chat[1] = Number.NaN;
      },
      "shape: decisions.sites.alpha.work.chat.1: expected a number of at most three decimals, got NaN.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.onsite.plant[0] = [0, 0, 0];
      },
      "shape: decisions.sites.alpha.onsite.plant.0: expected 4 entries, got 3.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.options = ["plant", "grid"];
      },
      "shape: decisions.sites.alpha.options: expected ids in order, each once.",
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.options = ["solar"];
      },
      'shape: decisions.sites.alpha.options.0: expected one of grid, more, plant, got "solar".',
    ],
    [
      (plan) => {
        plan.decisions.sites.alpha.opened = "soon";
      },
      'shape: decisions.sites.alpha.opened: expected a quarter such as 2027-Q2, got "soon".',
    ],
    [
      (plan) => {
        plan.decisions.notices = {};
      },
      "shape: decisions.notices: expected a list, got a map.",
    ],
    [
      (plan) => {
        plan.decisions.notices[0].cloud = "none";
      },
      'shape: decisions.notices.0.cloud: expected one of azure, other, got "none".',
    ],
    [
      (plan) => {
        plan.derived.money.cash[0] = "1";
      },
      'shape: derived.money.cash.0: expected a whole number, got "1".',
    ],
    [
      (plan) => {
        plan.derived.money.shortfall.spend["2031"] = 0;
      },
      "shape: derived.money.shortfall.spend.2031: the programme has no such id here; it has 2026.",
    ],
    [
      (plan) => {
        plan.objective.total = Number.POSITIVE_INFINITY;
      },
      "shape: objective.total: expected a number, got Infinity.",
    ],
    [
      (plan) => {
        plan.feasible = "yes";
      },
      'shape: feasible: expected true or false, got "yes".',
    ],
  ];
  for (const [spoil, sentence] of cases) assert.deepEqual(refused(spoil), [sentence]);
});

test("power: storage and generation each stand under their own name, and notices name a site or a cloud", () => {
  const field = tinyProgramme(powerText);
  const of = (spoil: (plan: Loose) => void): string[] => {
    const plan: Loose = powerPlan();
    spoil(plan);
    const shaped = shapeOf(plan, field);
    return shaped.ok ? [] : shaped.refusals.map(({ sentence }) => sentence);
  };
  const quiet = [0, 1, 2, 3].map(() => [0, 0, 0, 0]);
  const cases: [(plan: Loose) => void, string][] = [
    [
      (plan) => {
        plan.decisions.sites.farm.onsite.cells = quiet;
      },
      "decisions.sites.farm.onsite.cells: the programme has no such id here; it has panels, turbines.",
    ],
    [
      (plan) => {
        plan.decisions.sites.farm.charge.turbines = quiet;
      },
      "decisions.sites.farm.charge.turbines: the programme has no such id here; it has cells.",
    ],
    [
      (plan) => {
        plan.decisions.sites.farm.discharge.grid = quiet;
      },
      "decisions.sites.farm.discharge.grid: the programme has no such id here; it has cells.",
    ],
    [
      (plan) => {
        plan.decisions.sites.farm.charge.cells[2][3] = -1;
      },
      "decisions.sites.farm.charge.cells.2.3: expected a whole number of 0 or more, got -1.",
    ],
    [
      (plan) => {
        delete plan.decisions.sites.farm.discharge;
      },
      "decisions.sites.farm.discharge: is missing.",
    ],
    [
      (plan) => {
        plan.decisions.notices[0].site = "ranch";
      },
      'decisions.notices.0.site: expected one of farm, got "ranch".',
    ],
    [
      (plan) => {
        plan.decisions.notices[0].cloud = "azure";
      },
      "decisions.notices.0.cloud: there is no such key; expected clause, site, quarter.",
    ],
    [
      (plan) => {
        plan.derived.equipment.transformers.order[0] = 0.5;
      },
      "derived.equipment.transformers.order.0: expected a whole number of 0 or more, got 0.5.",
    ],
    [
      (plan) => {
        plan.derived.equipment.breakers = plan.derived.equipment.transformers;
      },
      "derived.equipment.breakers: the programme has no such id here; it has transformers, switchgear.",
    ],
    [
      (plan) => {
        plan.derived.money.shares.refusal = [0, 0, 0, 0];
      },
      "derived.money.shares.refusal: the programme has no such id here; it has none.",
    ],
    [
      (plan) => {
        delete plan.derived.money.opex.tax;
      },
      "derived.money.opex.tax: is missing.",
    ],
  ];
  for (const [spoil, sentence] of cases) assert.deepEqual(of(spoil), [sentence]);
});

test("whatever JSON comes in, the answer is a certificate, not a crash", () => {
  for (const source of [undefined, null, 1, "plan", [], {}, { decisions: null }, JSON.parse('{"__proto__": 1, "decisions": {"sites": []}}')]) {
    const { accepted, refusals } = checkPlan(programme, () => tinySlices, source, "hash");
    assert.equal(accepted, false);
    assert.ok(refusals.every(({ family }) => family === "shape"));
  }
});

test("every node of the paper plan replaced by junk is refused and never thrown", () => {
  const plan = tinyPlan();
  let tried = 0;
  const visit = (node: unknown, path: string[]): void => {
    if (["solver", "binding", "relaxations", "conflict"].includes(path[0] ?? "")) return;
    for (const junk of [null, "x", -1.5, Number.NaN, [], {}, [[]], { toString: 1 }]) {
      const copy: Loose = structuredClone(plan);
      let at: Loose = { root: copy };
      for (const key of ["root", ...path].slice(0, -1)) at = at[key];
      const last = path.at(-1) ?? "root";
      if (JSON.stringify(at[last]) === JSON.stringify(junk)) continue;
      at[last] = junk;
      tried++;
      checkPlan(programme, () => tinySlices, path.length === 0 ? junk : copy, "hash");
    }
    if (typeof node === "object" && node !== null) for (const [key, value] of Object.entries(node)) visit(value, [...path, key]);
  };
  visit(plan, []);
  assert.ok(tried > 3000, String(tried));
});

test("an id that the plan leaves out of a map reads as zeros", () => {
  const plan: Loose = tinyPlan();
  delete plan.derived.compute.work.extra;
  plan.decisions.sites.beta.racks = { chip: [0, 0, 0, 0] };
  assert.deepEqual(checkPlan(programme, () => tinySlices, plan, "hash").refusals, []);
});
