// What has been paid of the buildings that were started before the calendar?

import { indexOf } from "../../units/calendar.ts";
import type { Facts } from "./facts.ts";

export interface Built {
  readonly building: string;
  readonly count: number;
  /** Quarter of the start, counted from the calendar's first: below 0 where it lies before. */
  readonly start: number;
  /** Dollars paid of one by so many quarters after its start, as docs/model.md rounds them ("Derived constants"). */
  readonly paid: (age: number) => number;
}

export function builtOf({ programme, plan }: Facts): Built[] {
  return Object.values(programme.sites).flatMap((site) =>
    site.built.map(({ building, started, count }) => {
      const { cost, it, spend } = programme.catalogue.buildings[building]!;
      const cents = Math.round(cost * it * 100);
      const share = (age: number) => (age >= spend.length - 1 ? 1 : spend.slice(0, age + 1).reduce((sum, part) => sum + part, 0));
      return { building, count, start: indexOf(plan.calendar, started), paid: (age) => (age < 0 ? 0 : Math.round(cents * share(age)) / 100) };
    }),
  );
}
