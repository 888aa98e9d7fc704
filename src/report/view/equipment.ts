// Which long-lead equipment do the plan's buildings need, and is it limited?

import type { Plan } from "../../plan/plan.ts";
import type { ResolvedProgramme } from "../../programme/programme.ts";

export interface EquipmentView {
  readonly id: string;
  readonly name: string;
  readonly leadQuarters: number;
  /** False when the catalogue says neither what is held nor what can be ordered. */
  readonly limited: boolean;
  readonly needed: readonly number[];
  readonly available: readonly number[];
  readonly order: readonly number[];
}

/** Long-lead equipment that the plan's buildings need, the tightest first. */
export function equipmentView({ programme }: ResolvedProgramme, { derived }: Plan): EquipmentView[] {
  const left = ({ limited, needed, available }: EquipmentView): number => (limited ? Math.min(...needed.map((units, t) => available[t]! - units)) : Infinity);
  return Object.entries(derived.equipment)
    .flatMap(([id, { needed, available, order }]): EquipmentView[] => {
      const kind = programme.catalogue.equipment[id];
      if (!kind || needed.every((units) => units === 0)) return [];
      return [{ id, name: kind.name ?? id, leadQuarters: kind.lead, limited: kind.slots !== undefined || kind.orders !== undefined, needed, available, order }];
    })
    .toSorted((one, other) => left(one) - left(other) || (one.id < other.id ? -1 : 1));
}
