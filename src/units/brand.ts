// Which unit does a number carry once it is inside? One brand per base unit; a brand costs nothing at run time.

declare const unit: unique symbol;
type Branded<Unit extends string> = number & { readonly [unit]: Unit };

/** Power, megawatts. A field's name says whether it is IT or facility. */
export type MW = Branded<"MW">;
/** Energy, megawatt-hours. */
export type MWh = Branded<"MWh">;
/** US dollars as a float: prices and estimates. Amounts that are booked are {@link Cents} or a bigint. */
export type USD = Branded<"USD">;
/** Whole US cents: what a plan decides and what a ledger books. */
export type Cents = Branded<"cent">;
/** Compute: accelerators times dense FP8 peak over 1,979 TFLOP/s. */
export type H100e = Branded<"H100e">;
/** Floating-point operations. */
export type Flop = Branded<"FLOP">;
/** A plain ratio: 0.85 is 85 %. */
export type Share = Branded<"share">;
/** A ratio per year. */
export type PerYear = Branded<"1/yr">;
/** A length of time in whole calendar quarters. */
export type Quarters = Branded<"quarter">;
/** A length of time in hours. */
export type Hours = Branded<"h">;
/** A length of time in years. */
export type Years = Branded<"yr">;
/** A round trip, milliseconds. */
export type Milliseconds = Branded<"ms">;
/** Degrees Celsius, or kelvin where it is a difference. */
export type Celsius = Branded<"C">;
/** Racks (one scale-up domain with its share of network and storage). */
export type Racks = Branded<"rack">;
/** People at work on a site. */
export type Workers = Branded<"worker">;
/** Kilograms of CO2 equivalent per MWh; the same number as grams per kWh. */
export type KgPerMWh = Branded<"kg/MWh">;

/** A calendar quarter, written `2027-Q2`. Text order is time order. */
export type Quarter = string & { readonly [unit]: "quarter" };
/** A calendar day, written `2027-06-30`. Text order is time order. */
export type Day = string & { readonly [unit]: "day" };
