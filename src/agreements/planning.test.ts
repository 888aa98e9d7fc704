// What may run where, and what must a plan respect?

import assert from "node:assert/strict";
import { test } from "node:test";
import { caseWith, everyKind } from "../../test/settlement-case.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day } from "../units/brand.ts";
import { placeAllowed } from "./place.ts";
import { capacityFees, commitments, firstRefusalDelay, powerCap } from "./planning.ts";

const { programme } = caseWith(everyKind);
const day = (text: string) => text as Day;

test("exclusive work runs on the provider's clouds only, and the refusal says why", () => {
  const at = day("2027-03-01");
  assert.equal(placeAllowed(programme, "api", { cloud: "azure" }, at), true);
  assert.deepEqual(placeAllowed(programme, "api", { cloud: "elsewhere" }, at), {
    refusedBy: "api-on-azure",
    sentence: "api is of class api, which runs only on clouds of azure; elsewhere is a cloud of elsewhere.",
  });
  assert.deepEqual(placeAllowed(programme, "api", { site: "north" }, at), {
    refusedBy: "api-on-azure",
    sentence: "api is of class api, which runs only on clouds of azure; north is an own site.",
  });
  for (const workload of ["sovereign", "chat", "aurora", "research"]) assert.equal(placeAllowed(programme, workload, { site: "north" }, at), true, workload);
  assert.equal(placeAllowed(programme, "api", { site: "north" }, day("2031-01-01")), true, "out of force");
  assert.equal(placeAllowed(programme, "api", { site: "north" }, at, day("2025-12-31")), true, "not known");
});

test("a first refusal delays new capacity of others only", () => {
  assert.equal(firstRefusalDelay(programme, "elsewhere", day("2026-06-30")), 2);
  const withCloud = (id: string, cloud: object): Programme => ({
    ...programme,
    catalogue: { ...programme.catalogue, clouds: { ...programme.catalogue.clouds, [id]: { ...programme.catalogue.clouds["azure"]!, ...cloud } } },
  });
  assert.equal(firstRefusalDelay(withCloud("azure", { existing: false }), "azure", day("2026-06-30")), 0, "the holder's own");
  assert.equal(firstRefusalDelay(withCloud("old", { party: "elsewhere", existing: true }), "old", day("2026-06-30")), 0, "standing already");
  assert.equal(firstRefusalDelay(programme, "elsewhere", day("2027-02-10")), 0, "ended by its event");
});

test("commitments by year, caps by site, fees", () => {
  assert.deepEqual(commitments(programme, 2027), [{ demand: "spend", clause: "spend", cloud: "azure", year: 2027, usd: 90e6, carryForward: 0.1 }]);
  assert.deepEqual(commitments(programme, 2029), []);
  assert.deepEqual(
    [powerCap(programme, "north", day("2026-12-31")), powerCap(programme, "south", day("2026-12-31")), powerCap(programme, "north", day("2028-01-01"))],
    [80, Infinity, Infinity],
  );
  assert.deepEqual(
    capacityFees(programme, day("2026-04-01")).map(({ id }) => id),
    ["capacity"],
  );
  assert.deepEqual(capacityFees(programme, day("2026-03-31")), []);
});
