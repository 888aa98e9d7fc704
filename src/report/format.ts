// How is a number written? U+2212 minus, grouped thousands, the unit once and on the same line.

const space = "\u00a0";

/** Grouped, with a fixed count of decimals and a true minus: -1234.5 is "−1,234.5". */
export function decimal(value: number, decimals = 0): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole = "0", part] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 && Number(text) !== 0 ? "\u2212" : ""}${grouped}${part ? `.${part}` : ""}`;
}

/** Power for prose: MW below a gigawatt, GW with one decimal from there on. */
export function power(megawatts: number): string {
  return Math.abs(megawatts) >= 1000 ? `${decimal(megawatts / 1000, 1)}${space}GW` : `${decimal(megawatts)}${space}MW`;
}

/** Dollars for prose: B or M with one decimal, whole dollars under a million. */
export function dollars(usd: number): string {
  const size = Math.abs(usd);
  if (size >= 1e9) return `${decimal(usd / 1e9, 1)}${space}B${space}USD`;
  if (size >= 1e6) return `${decimal(usd / 1e6, 1)}${space}M${space}USD`;
  // Below ten dollars the cents are the figure.
  return `${decimal(usd, size > 0 && size < 10 ? 2 : 0)}${space}USD`;
}

/** Compute in H100e: M or k with one decimal where it is large. */
export function compute(h100e: number): string {
  const size = Math.abs(h100e);
  if (size >= 1e6) return `${decimal(h100e / 1e6, 1)}${space}M${space}H100e`;
  if (size >= 1e3) return `${decimal(h100e / 1e3, 1)}${space}k${space}H100e`;
  return `${decimal(h100e)}${space}H100e`;
}

/** A ratio as percent: 0.853 is "85.3 %". */
export function percent(ratio: number, decimals = 1): string {
  return `${decimal(ratio * 100, decimals)}${space}%`;
}

/** FLOP in powers of ten: "6.0e25 FLOP" reads as 6.0 × 10²⁵ FLOP. */
export function flop(count: number): string {
  if (!(count > 0)) return `0${space}FLOP`;
  const exponent = Math.floor(Math.log10(count) + 1e-12);
  const raised = [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return `${decimal(count / 10 ** exponent, 1)}${space}×${space}10${raised}${space}FLOP`;
}

/** An exact decimal string of a ledger, grouped and with a true minus: "-8168983.2" is "−8,168,983.20". */
export function exact(amount: string): string {
  const negative = amount.startsWith("-");
  const [whole = "0", part = ""] = amount.replace(/^[-+]/, "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${negative && /[1-9]/.test(amount) ? "\u2212" : ""}${grouped}.${part.padEnd(2, "0").slice(0, 2)}`;
}

/** Any number of the programme in a few digits. */
export function plain(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e12 || size < 1e-3) return value.toExponential(2).replace("e+", "e").replaceAll("-", "\u2212");
  if (size >= 1000) return decimal(value);
  return String(Number(value.toPrecision(4))).replace("-", "\u2212");
}

/** A number of the programme with its unit: dollars as B or M, a bare ratio without one. */
export function figure(value: number, unit: string): string {
  if (unit === "$") return dollars(value);
  return unit === "1" ? plain(value) : `${plain(value)}${space}${unit.replaceAll("$", "USD")}`;
}

/** Escapes text for HTML and SVG. */
export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
