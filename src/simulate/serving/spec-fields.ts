// Which quantities has a serving specification, in which unit?

import { quantityLeaf } from "../../programme/leaf.ts";

export { precisions } from "../../programme/catalogue.ts";
export { count, gigabytes, ratio, share, teraflops, terabytesPerSecond } from "../../programme/fields.ts";

export const seconds = quantityLeaf<number>({ unit: "s", noun: "a length of time", example: "200 ms" });
export const perSecond = quantityLeaf<number>({ unit: "1/s", noun: "a rate", example: "6.45 /s" });
export const watts = quantityLeaf<number>({ unit: "W", noun: "a power", example: "700 W" });
export const gigabytesPerSecond = quantityLeaf<number>({ unit: "GB/s", noun: "a bandwidth", example: "450 GB/s" });
export const usdPerHour = quantityLeaf<number>({ unit: "$/h", noun: "a price for an hour", example: "2.40 $/h" });
