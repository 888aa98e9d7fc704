// In which size does a measure of the objective read? Dollars in B or M, compute in thousands or millions of H100e-years.

/** What to divide a value by, and the unit that is left. `unit` is that of the plan's stages. */
export function sizeOf(unit: string, highest: number): { readonly divide: number; readonly unit: string } {
  if (unit === "USD") return highest >= 2e9 ? { divide: 1e9, unit: "B USD" } : { divide: 1e6, unit: "M USD" };
  // Hours of the mean year (docs/model.md).
  const years = highest / 8766;
  if (unit === "H100e-hours") return years >= 1e6 ? { divide: 8766e6, unit: "M H100e-years" } : { divide: 8766e3, unit: "k H100e-years" };
  return { divide: 1, unit };
}

/** Decimals with which steps of this size can be told apart. */
export function decimalsFor(step: number): number {
  return Math.max(0, Math.min(4, -Math.floor(Math.log10(Math.abs(step) || 1) + 1e-9)));
}
