// What happened, in the exact quantities that clauses and tariffs ask for, each with its address in the record?

import { accounts } from "../agreements/accounts.ts";
import { lineage } from "../agreements/in-force.ts";
import type { Account, Earning, Measured, Measurement } from "../agreements/term.ts";
import { costs } from "../agreements/terms.ts";
import type { ClauseKind, ClauseOf, Programme } from "../programme/programme.ts";
import { held } from "../programme/series.ts";
import type { RunRecord } from "../record/record.ts";
import type { Day, Quarter } from "../units/brand.ts";
import { hoursIn } from "../units/calendar.ts";
import { centsOf, dollarsOf } from "../units/money.ts";
import { difference, most, product, rational, sum, zero } from "../units/rational.ts";
import { cloudUseId } from "./ledger.ts";
import { purchasedMwh } from "./purchased.ts";
import { rowsOf, type Row } from "./rows.ts";

/** What a cloud bills for use in a quarter. */
export interface CloudBill {
  readonly payer: string;
  readonly payee: string;
  readonly cents: bigint;
  readonly price: Measurement;
  readonly used: readonly Measurement[];
  /** H100e-hours that reservations pay for already. */
  readonly reserved: readonly Measurement[];
}

/** A record under the programme's agreements as known on a day. */
export interface Books extends Measured {
  readonly programme: Programme;
  accounts(t: number): readonly Account<ClauseKind>[];
  /** Rows of `site-quarters` of a quarter, by site. */
  siteRows(t: number): readonly Row[];
  /** Use of clouds, one bill for each payer and cloud. */
  cloudBills(cloud: string, t: number): readonly CloudBill[];
}

const columns = { "it-ready": "hallsMw", racked: "rackedMw", running: "runningMw" } as const;

/**
 * @param quarters those to settle, from the calendar's first on
 * @throws RangeError when the record names what the programme does not have, or has two rows for one key
 */
export function booksOf(programme: Programme, record: RunRecord, quarters: readonly Quarter[], asOf: Day): Books {
  const { calendar, catalogue, workloads } = programme;
  const standing = accounts(programme, quarters, asOf);
  const sites = rowsOf(record, "site-quarters", ["site", "quarter"]);
  const work = rowsOf(record, "work-quarters", ["workload", "place", "quarter"]);
  for (const { keys } of sites) known(keys.site!, programme.sites, "site", "site-quarters");
  for (const { keys } of work) {
    known(keys.workload!, workloads, "workload", "work-quarters");
    known(keys.place!, { ...programme.sites, ...catalogue.clouds, unserved: true }, "place", "work-quarters");
  }
  const atQuarter = (rows: readonly Row[]) => quarters.map((quarter) => rows.filter(({ keys }) => keys.quarter === quarter));
  const [sitesAt, workAt] = [atQuarter(sites), atQuarter(work)];
  const userOf = (workload: string): string => workloads[workload]!.party ?? programme.books.customer;
  const priceAt = (cloud: string, t: number) => rational(held(catalogue.clouds[cloud]!.price, calendar)[t]!);

  const hours = (t: number): Measurement => ({ amount: rational(hoursIn(quarters[t]!)), unit: "h", of: `hours of ${quarters[t]}`, address: `calendar:${quarters[t]}` });

  const earningsAt = quarters.map((_, t) =>
    workAt[t]!.flatMap((row): Earning[] => {
      const { workload, place } = row.keys as { workload: string; place: string };
      const terms = workloads[workload]!;
      if (terms.kind !== "inference" || place === "unserved") return [];
      const cloud = catalogue.clouds[place] ? place : undefined;
      const served = row.measure("h100eHours", `${workload} served on ${place}`);
      const earned = product(served.amount, rational(held(terms.earns, calendar)[t]!));
      return [{ workload, workClass: terms.class, cloud, hours: served, earned, cloudCost: cloud ? product(served.amount, priceAt(cloud, t)) : zero }];
    }),
  );

  const reservations = (payer: string, cloud: string, t: number) =>
    standing[t]!.filter(({ standing: { clause } }) => clause.kind === "capacity-reservation" && clause.holder === payer && clause.cloud === cloud);

  const cloudBills = (cloud: string, t: number): CloudBill[] => {
    const rows = workAt[t]!.filter(({ keys }) => keys.place === cloud);
    return [...new Set(rows.map(({ keys }) => userOf(keys.workload!)))].toSorted().map((payer) => {
      const used = rows.filter(({ keys }) => userOf(keys.workload!) === payer).map((row) => row.measure("h100eHours", `${row.keys.workload} on ${cloud}`));
      const reserved = reservations(payer, cloud, t).map(({ standing: { id, clause } }): Measurement => {
        const amount = product(rational((clause as ClauseOf<"capacity-reservation">).amount), hours(t).amount);
        return { amount, unit: "H100e-hour", of: `reserved under ${id}`, address: `programme:agreements.${id}.amount` };
      });
      const over = most(zero, difference(sum(...used.map(({ amount }) => amount)), sum(...reserved.map(({ amount }) => amount))));
      const price: Measurement = { amount: priceAt(cloud, t), unit: "$/H100e-hour", of: `price of ${cloud}`, address: `programme:catalogue.clouds.${cloud}.price` };
      return { payer, payee: catalogue.clouds[cloud]!.party, cents: centsOf(product(over, price.amount)), price, used, reserved };
    });
  };

  const books: Books = {
    programme,
    quarters,
    hours,
    cloudBills,
    accounts: (t) => standing[t]!,
    siteRows: (t) => sitesAt[t]!,
    capacity: (rung, only, t) =>
      sitesAt[t]!.filter(({ keys }) => !only || only.includes(keys.site!)).map((row) => row.measure(columns[rung], `IT power ${rung} at ${row.keys.site}, mean of the quarter`)),
    earnings: (t) => earningsAt[t]!,
    billed(payer, cloud, t) {
      const used = cloudBills(cloud, t)
        .filter((bill) => bill.payer === payer)
        .reduce((cents, bill) => cents + bill.cents, 0n);
      const reserved = reservations(payer, cloud, t)
        .flatMap((account) => costs(account, books))
        .reduce((cents, charge) => cents + charge.cents, 0n);
      return {
        cents: used + reserved,
        from: {
          amount: dollarsOf(used + reserved),
          unit: "$",
          of: `billed by ${cloud} in ${quarters[t]}`,
          address: used === 0n ? `programme:catalogue.clouds.${cloud}` : `ledger:${cloudUseId(quarters[t]!, cloud, payer)}`,
        },
      };
    },
    purchased: (clause, t) => purchasedMwh(programme, record, standing[t]!, clause, quarters[t]!),
    charged(clause, t) {
      const account = standing[t]!.find((candidate) => candidate.standing.clause.kind === "capacity-fee" && lineage(programme, candidate.standing.id).includes(clause));
      return account && { standing: account.standing, cents: costs(account, books).reduce((cents, charge) => cents + charge.cents, 0n) };
    },
  };
  return books;
}

function known(name: string, among: Readonly<Record<string, unknown>>, noun: string, table: string): void {
  if (!(name in among)) throw new RangeError(`the record's ${table} names the ${noun} "${name}", which the programme does not have`);
}
