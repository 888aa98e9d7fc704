// How do MW, dollars, compute and dates read in a refusal?

/** `12.5 MW`, from kW or MW. */
export function megawatts(mw: number): string {
  return `${figure(mw, 3)} MW`;
}

export function dollars(cents: number): string {
  const usd = Math.abs(cents) / 100;
  const sign = cents < 0 ? "-" : "";
  if (usd >= 1e9) return `${sign}$${figure(usd / 1e9, 3)}B`;
  if (usd >= 1e6) return `${sign}$${figure(usd / 1e6, 3)}M`;
  return `${sign}$${figure(usd, 2)}`;
}

export function compute(h100e: number): string {
  return `${figure(h100e, 3)} H100e`;
}

/** A number with thousands separators and at most `decimals` places. */
export function figure(value: number, decimals: number): string {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole!.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const fraction = (rest ?? "").replace(/0+$/, "");
  return `${value < 0 ? "-" : ""}${grouped}${fraction === "" ? "" : `.${fraction}`}`;
}

/** `one`, `2 racks`: a count with its noun. */
export function counted(count: number, noun: string): string {
  return `${figure(count, 0)} ${noun}${count === 1 ? "" : "s"}`;
}
