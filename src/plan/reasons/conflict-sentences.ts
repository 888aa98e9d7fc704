// What does a conflicting rule say here? One sentence a family, with the dates, MW and dollars that make it bite.

import { callLimits } from "../call-limits.ts";
import type { PlanningCase } from "../case.ts";
import type { SiteCase } from "../site-case.ts";
import { workersIn } from "../workers.ts";
import { families } from "../families/families.ts";
import { wateredItMw } from "../families/site-water.ts";
import type { Conflict } from "../plan.ts";
import { committedUsd, firmMw, hallsMw, poweredItMw, suppliedRacks } from "./limits.ts";
import { acceleratorName, amount, dollars, equipmentName, flop, investors, listed, megawatts, quarters, siteName } from "./names.ts";
import type { Rule } from "./rules.ts";

/** The rules in words, those of a family together; numbers are told as of the last milestone among them, or of the calendar's end. */
export function conflictSentences(study: PlanningCase, rules: readonly Rule[]): Conflict[] {
  const windows = study.trainings.filter(({ id }) => rules.some(({ family, subject }) => family === "compute.milestone" && subject === id));
  const until = windows.length === 0 ? study.count - 1 : Math.max(...windows.map(({ to }) => to));
  return [...grouped(rules)]
    .toSorted(([one], [other]) => order(one) - order(other))
    .map(([family, members]) => {
      const subjects = members.map(({ subject }) => subject).filter((subject) => subject !== "");
      return { family, index: subjects.join(", "), sentence: said(study, family, subjects, until) };
    });
}

/** What is wanted first, then what stands against it. */
const first = ["compute.milestone", "serve.demand", "agreement.take-or-pay", "site.fewest"];

function order(family: string): number {
  const at = first.indexOf(family);
  return at === -1 ? first.length : at;
}

function grouped(rules: readonly Rule[]): Map<string, Rule[]> {
  const out = new Map<string, Rule[]>();
  for (const rule of rules) out.set(rule.family, [...(out.get(rule.family) ?? []), rule]);
  return out;
}

function said(study: PlanningCase, family: string, subjects: readonly string[], until: number): string {
  const by = study.names[until]!;
  const sites = subjects.flatMap((id) => study.sites.find((site) => site.id === id) ?? []);
  const each = (of: (site: SiteCase) => string) => listed(sites.map((site) => `${siteName(study, site.id)} ${of(site)}`));
  switch (family) {
    case "compute.milestone":
      return subjects
        .map((id) => {
          const { work } = study.trainings.find((training) => training.id === id)!;
          return `Milestone ${id} needs ${flop(work.compute)} between ${work.between[0]} and ${work.between[1]} on one campus.`;
        })
        .join(" ");
    case "power.firm": {
      const most = Math.max(...sites.map((site) => poweredItMw(site, until)));
      const all = sites.length === study.sites.length && sites.length > 2;
      return all
        ? `No site has firm power for more than ${megawatts(most)} IT by ${by}.`
        : `Firm power by ${by}, with every option taken: ${each((site) => `${megawatts(firmMw(site, until))} facility (${megawatts(poweredItMw(site, until))} IT)`)}.`;
    }
    case "build.ready":
      return `Halls take their time to build; the most that can be ready by ${by}, started at once: ${each((site) => `${megawatts(hallsMw(study, site, until))} IT`)}.`;
    case "chip.supply":
      return subjects
        .map((id) => {
          const g = study.accelerators.findIndex((kind) => kind.id === id);
          const most = Math.max(...study.accelerators[g]!.supply.slice(0, until + 1));
          return `Racks of ${acceleratorName(study, id)} are at most ${amount(most)} a quarter, ${amount(suppliedRacks(study, g, until))} in all by ${by}.`;
        })
        .join(" ");
    case "site.land":
      return `The land takes at most: ${each(({ site }) => listed(Object.entries(site.buildings).map(([kind, count]) => `${count} of ${kind}`)))}.`;
    case "site.pace":
      return `Buildings started in a quarter are at most: ${each(({ site }) => String(site.startsPerQuarter))}.`;
    case "site.fewest":
      return `An opened site gets its fewest buildings: ${each(({ site }) => String(site.fewest))}.`;
    case "site.phase":
      return `In a quarter in which a site starts any building it starts at least: ${each(({ site }) => String(site.phase))}.`;
    case "site.water":
      return `Cooling may draw at most: ${each((site) => `${amount(site.site.water!)} m3 a year, enough for ${megawatts(wateredItMw(study, study.sites.indexOf(site), until))} IT in ${by}`)}.`;
    case "site.open":
      return `Buildings start only once the site is opened: ${listed(sites.map(({ id }) => siteName(study, id)))}.`;
    case "power.group":
      return `Of the alternative power options at ${listed(sites.map(({ id }) => siteName(study, id)))} at most one is taken.`;
    case "power.permit":
      return `Plant that burns fuel runs within its permit: ${each(permitted)}.`;
    case "build.equipment":
      return subjects
        .map((id) => {
          const { available, leadQuarters } = study.equipment.find((kind) => kind.id === id)!;
          return `At most ${amount(available[until]!)} of ${equipmentName(study, id)} can be there by ${by}: slots held, and orders ${quarters(leadQuarters)} before.`;
        })
        .join(" ");
    case "build.crew":
      return subjects
        .map(
          (pool) =>
            `There are ${amount(workersIn(study, pool, 0))} workers in ${pool === "national" ? "the country" : pool} in ${study.names[0]}${grows(study, pool, until) ? ` and ${amount(workersIn(study, pool, until))} by ${by}` : ""}.`,
        )
        .join(" ");
    case "agreement.power-cap":
      return `A power cap holds in ${by}: ${each((site) => `${megawatts(site.powerCapMw[until]!)} (facility)`)}.`;
    case "serve.demand":
      return `No more is served than is wanted: ${listed(subjects.map((id) => `${id} ${amount(study.inferences.find((work) => work.id === id)!.demand[until]!)} H100e in ${by}`))}.`;
    case "serve.research":
      return `Best-effort work takes no more than it can use: ${listed(subjects.map((id) => `${id} ${amount(study.efforts.find((work) => work.id === id)!.most[until]!)} H100e in ${by}`))}.`;
    case "agreement.take-or-pay":
      return study.terms.commitments
        .filter(({ clause }) => subjects.includes(clause))
        .map(({ clause, cloud, years }) => `${capital(clause)} promises ${cloud} ${listed(years.map(({ year, usd }) => `${dollars(usd)} in ${year}`))}.`)
        .join(" ");
    case "cloud.most":
      return `${listed(subjects.map((id) => `${id} sells at most ${amount(Math.max(...study.clouds.find((cloud) => cloud.id === id)!.most))} H100e`))}.`;
    case "money.budget":
      return `At most ${dollars(study.spendableUsd[until]!)} may be spent on capital by ${by}.`;
    case "money.calls":
      return callLimits(study)
        .filter(({ order: number }) => subjects.includes(`order ${number}`))
        .map(({ order: number, committedUsd, quarterlyUsd }) => {
          const quarterly = Math.max(...quarterlyUsd);
          const notice = quarterlyUsd.findIndex((usd) => usd > 0);
          return `${capital(investors(study, `order ${number}`))} may be called for at most ${dollars(committedUsd)} in all${quarterly < committedUsd ? `, ${dollars(quarterly)} in a quarter` : ""}${notice > 0 ? `, not before ${study.names[notice]}` : ""}.`;
        })
        .join(" ");
    case "money.debt":
      return subjects
        .map((id) => {
          const { limit, loanToCost, ltv } = study.programme.capital.debt[id]!;
          return `${capital(id)} lends at most ${dollars(limit)}, ${percent(loanToCost)} of cost while building and ${percent(ltv)} of value after.`;
        })
        .join(" ");
    case "money.coverage":
      return Object.entries(study.programme.capital.debt)
        .flatMap(([id, { dscr, tested }]) =>
          dscr === undefined ? [] : [`${capital(id)} asks for an income less running costs of ${dscr} times interest and repayments, over four quarters from ${tested} on.`],
        )
        .join(" ");
    case "money.cash": {
      const sunk = committedUsd(study)[until]!;
      const alone = sunk > 0 ? `; buildings under way and committed power alone cost ${dollars(sunk)} by ${by}` : "";
      return `Every quarter must be paid for, with ${dollars(study.programme.capital.cashFloor ?? 0)} of cash left at its end${alone}.`;
    }
    default: {
      const sentence = families.find((candidate) => candidate.family === family)?.sentence.replaceAll("`", "") ?? `${family} must hold.`;
      return subjects.length === 0 ? sentence : `${sentence.replace(/\.$/, "")}: ${listed(subjects)}.`;
    }
  }
}

/** `may have 12 MW (facility) of it; engines runs 5,000 hours a year`. */
function permitted({ site, options }: SiteCase): string {
  const hours = options.flatMap(({ id, option }) => (option.hours === undefined ? [] : [`${id} may run ${amount(option.hours)} hours a year`]));
  return [...(site.airPermit === undefined ? [] : [`may have ${megawatts(site.airPermit)} (facility)`]), ...hours].join(", ");
}

function grows(study: PlanningCase, pool: string, until: number): boolean {
  return workersIn(study, pool, until) !== workersIn(study, pool, 0);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
