// Which sheets and columns does a planning spreadsheet have? One table behind the template, the reader and the documentation.

export interface Column {
  readonly head: string;
  /** Unit that a bare number in the column has; text columns have none. */
  readonly unit?: string;
  /** How the value is read. */
  readonly kind: "id" | "text" | "number" | "quantity" | "share" | "shares" | "quarter" | "yes";
  /** Where it goes below the row's own place; the row's keys have none. */
  readonly path?: readonly string[];
  readonly required?: true;
  readonly example: string | number;
  readonly about: string;
}

export interface SheetColumns {
  readonly sheet: string;
  readonly about: string;
  /** Place of a row in the programme: `{head}` takes the value of that column. */
  readonly place: readonly string[];
  /** True where the row is one entry of a series: `value` under the quarter. */
  readonly series?: { readonly quarter: string; readonly value: string; readonly cumulative?: true };
  readonly columns: readonly Column[];
}

export const spreadsheetColumns: readonly SheetColumns[] = [
  {
    sheet: "Sites",
    about: "One row a site.",
    place: ["sites", "{site}"],
    columns: [
      { head: "site", kind: "id", required: true, example: "amarillo", about: "Short name: small letters, digits and hyphens." },
      { head: "name", kind: "text", path: ["name"], required: true, example: "Amarillo", about: "Name to show." },
      { head: "latitude", kind: "number", path: ["at", "0"], required: true, example: 35.02, about: "Degrees north." },
      { head: "longitude", kind: "number", path: ["at", "1"], required: true, example: -101.31, about: "Degrees east; negative in the Americas." },
      { head: "state", kind: "text", path: ["state"], required: true, example: "TX", about: "Two letters." },
      { head: "authority", kind: "text", path: ["authority"], required: true, example: "SPP", about: "Balancing authority or market." },
      {
        head: "status",
        kind: "text",
        path: ["status"],
        required: true,
        example: "agreement signed",
        about: "announced, applied, agreement signed, equipment ordered, energized or IT live.",
      },
      { head: "committed", kind: "yes", path: ["committed"], example: "yes", about: "Opened whether it pays or not." },
      { head: "opening USD", kind: "quantity", unit: "$", path: ["opening"], example: 40_000_000, about: "Paid when the first building starts." },
      { head: "building", kind: "id", required: true, example: "hall-50", about: "Building kind of the catalogue." },
      { head: "most buildings", kind: "number", path: ["buildings", "{building}"], required: true, example: 4, about: "Most that the land takes." },
      { head: "starts per quarter", kind: "number", path: ["startsPerQuarter"], example: 2, about: "Most started in one quarter." },
      { head: "design facility ratio", kind: "number", path: ["designFacilityRatio"], required: true, example: 1.25, about: "Facility MW at the interconnection for each IT MW." },
      { head: "climate", kind: "text", path: ["climate"], required: true, example: "amarillo-tx", about: "Built-in climate table." },
      { head: "energy USD/MWh", kind: "quantity", unit: "$/MWh", path: ["tariff", "energy"], required: true, example: 52, about: "Mean price of energy." },
      { head: "delivery USD/MWh", kind: "quantity", unit: "$/MWh", path: ["tariff", "delivery"], example: 9, about: "Charges by energy on top." },
      { head: "demand USD/MW-month", kind: "quantity", unit: "$/MW-month", path: ["tariff", "demand"], example: 4000, about: "Monthly charge on peak facility power." },
      { head: "carbon table", kind: "text", path: ["carbon", "table"], required: true, example: "erco", about: "Built-in carbon table." },
      { head: "carbon kg/MWh", kind: "quantity", unit: "kg/MWh", path: ["carbon", "yearly"], required: true, example: 397.2, about: "Yearly mean of the grid." },
      { head: "labour pool", kind: "id", path: ["labour"], example: "panhandle", about: "Labour pool of the programme." },
    ],
  },
  {
    sheet: "Power",
    about: "One row a way to have power at a site.",
    place: ["sites", "{site}", "power", "{option}"],
    columns: [
      { head: "site", kind: "id", required: true, example: "amarillo", about: "Site of the Sites sheet or of the programme." },
      { head: "option", kind: "id", required: true, example: "grid", about: "Short name of the option." },
      { head: "kind", kind: "id", path: ["kind"], required: true, example: "grid", about: "grid, or a power source of the catalogue." },
      { head: "facility MW", kind: "quantity", unit: "MW", path: ["facility"], required: true, example: 200, about: "Facility power at full ramp, not IT power." },
      { head: "energized", kind: "quarter", path: ["energized"], required: true, example: "2026-Q3", about: "First quarter with power." },
      { head: "ramp", kind: "shares", path: ["ramp"], example: "50 %, 100 %", about: "Share of the power in that quarter and each one after." },
      { head: "cost USD", kind: "quantity", unit: "$", path: ["cost"], required: true, example: 60_000_000, about: "Interconnection works or plant." },
      { head: "committed", kind: "yes", path: ["committed"], example: "yes", about: "Stands or is signed." },
    ],
  },
  {
    sheet: "Spend",
    about: "Money that may be called, quarter by quarter; the programme holds its running sum.",
    place: ["capital", "callable"],
    series: { quarter: "quarter", value: "spend USD", cumulative: true },
    columns: [
      { head: "quarter", kind: "quarter", required: true, example: "2026-Q1", about: "Quarter." },
      { head: "spend USD", kind: "quantity", unit: "$", required: true, example: 500_000_000, about: "Money of the quarter alone." },
    ],
  },
  {
    sheet: "Supply",
    about: "Racks that the programme can have.",
    place: ["catalogue", "accelerators", "{accelerator}", "supply"],
    series: { quarter: "quarter", value: "racks" },
    columns: [
      { head: "accelerator", kind: "id", required: true, example: "gb300-nvl72", about: "Accelerator of the catalogue." },
      { head: "quarter", kind: "quarter", required: true, example: "2026-Q3", about: "Quarter of delivery." },
      { head: "racks", kind: "quantity", unit: "racks", required: true, example: 100, about: "Racks in the quarter." },
    ],
  },
  {
    sheet: "Demand",
    about: "Mean compute asked for; straight lines between entries.",
    place: ["workloads", "{workload}", "demand"],
    series: { quarter: "quarter", value: "H100e" },
    columns: [
      { head: "workload", kind: "id", required: true, example: "chat", about: "Inference or best-effort workload of the programme." },
      { head: "quarter", kind: "quarter", required: true, example: "2026-Q3", about: "Quarter." },
      { head: "H100e", kind: "quantity", unit: "H100e", required: true, example: 10_000, about: "Mean demand in the quarter." },
    ],
  },
];
