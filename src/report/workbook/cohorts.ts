// What has been paid of one building or rack so many quarters after its start, and what is it still worth? By age, not by quarter.

import type { Facts } from "./facts.ts";
import { usedShare } from "./resale.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

/** Rows whose columns are ages 0, 1, 2 ...; docs/model.md, "Derived constants" and "Money". */
export function cohortRows({ programme, count, buildings, accelerators }: Facts): Row[] {
  const { catalogue } = programme;
  return [
    ...buildings.flatMap((id): Row[] => {
      const { name, spend } = catalogue.buildings[id]!;
      const share = (age: number) => (age < spend.length ? `[spend.${id}@${age}]` : "0");
      return [
        heading(`One ${name ?? id}`),
        {
          key: `spend.${id}`,
          label: "Paid in the quarter",
          unit: "of the cost",
          style: "percent",
          quarters: Array.from({ length: count }, (_, age) => spend[age] ?? 0),
          source: `catalogue.buildings.${id}.spend`,
        },
        // The last part takes what rounding left, so that the parts add up to the cost.
        {
          key: `paid.${id}`,
          label: "Paid so far",
          unit: "USD",
          style: "money",
          quarters: byQuarter(count, (age) =>
            age >= spend.length - 1 ? `[price.${id}]` : age === 0 ? `ROUND([price.${id}]*${share(0)},2)` : `ROUND([price.${id}]*SUM([spend.${id}@0:${age}]),2)`,
          ),
        },
        {
          key: `left.${id}`,
          label: "Not yet written off",
          unit: "of the cost",
          style: "percent",
          quarters: byQuarter(count, (age) => `IF(${age}<[ready.${id}],1,MAX(0,1-(${age}-[ready.${id}])/[life.${id}]))`),
        },
      ];
    }),
    ...accelerators.flatMap((id): Row[] => [
      heading(`One rack of ${catalogue.accelerators[id]!.name}`),
      {
        key: `left.${id}`,
        label: "Not yet written off",
        unit: "of the cost",
        style: "percent",
        quarters: byQuarter(count, (age) =>
          (catalogue.accelerators[id]!.decline ?? 0) > 0 ? `(1-[decline.${id}])^(${age}/4)` : `[residual.${id}]+(1-[residual.${id}])*MAX(0,1-${age}/[life.${id}])`,
        ),
      },
      ...(catalogue.accelerators[id]!.resale
        ? [
            {
              key: `brings.${id}`,
              label: "Brings when it is sold",
              unit: "of its price without adders",
              style: "percent" as const,
              quarters: Array.from({ length: count }, (_, age) => usedShare(programme, id, age)),
              source: `catalogue.accelerators.${id}.resale`,
            },
          ]
        : []),
    ]),
  ];
}
