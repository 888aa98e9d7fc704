// One site told in full: capacity, power, buildings, machines, climate, cost, clauses in force, and where it is all from.

import { buildingStrip, ladderBar, powerBar, pueOfYear } from "../report/charts/story.ts";
import { finalMw } from "../report/charts/map.ts";
import { rungNames, rungs, type Rung } from "../report/charts/ramp.ts";
import { decimal, dollars, escape } from "../report/format.ts";
import type { SiteView } from "../report/view/sites.ts";
import type { PageView } from "../report/view.ts";
import { confidenceMark, number } from "./html.ts";
import type { State } from "./state.ts";

const rows: Readonly<Record<Rung, string>> = { applied: "appliedKw", energized: "energizedKw", ready: "itReadyKw", racked: "rackedKw", running: "runningKw" };

export function story(view: PageView, state: State, width: number): string {
  const site = view.sites.find((entry) => entry.id === state.site) ?? view.sites[0];
  if (!site) return '<p class="note">The programme names no site yet.</p>';
  const quarter = view.quarters[state.quarter]!;
  const who = [site.developer, site.authority, site.state].filter(Boolean).join(", ");
  return `<h2><i class="square site-${Math.min(site.rank, 10)}"></i>${escape(site.name)}</h2>
<p>${escape(who)}. ${standing(view, site)}</p>${site.note ? `<p>${escape(site.note)}</p>` : ""}
${site.used ? capacity(site, state.quarter, quarter, width) : ""}${powerPart(view, site, state.quarter, width)}${buildings(site, state.quarter, quarter, width)}${machines(site, state.quarter, quarter)}${climate(view, site, width)}${site.used ? cost(view, site, state.quarter, quarter) : ""}${clauses(view, site, state.quarter, quarter)}${sources(view, site)}`;
}

function standing(view: PageView, site: SiteView): string {
  if (!site.used) return `A candidate: ${site.status}; this plan does not open it.`;
  const first = site.ladder.running.findIndex((value) => value > 0);
  const opened = site.opened ? `opened in ${site.opened}` : "bound to the programme";
  return `${opened.replace(/^./, (letter) => letter.toUpperCase())}, status ${site.status}; ${first === -1 ? "nothing runs here within the calendar" : `first racks run in ${view.quarters[first]}`}.`;
}

function capacity(site: SiteView, t: number, quarter: string, width: number): string {
  const list = [...rungs]
    .toReversed()
    .map((rung) => fact(`<i class="chip ${rung}"></i>${rungNames[rung]}`, number(decimal(site.ladder[rung][t] ?? 0), `plan:derived.sites.${site.id}.${rows[rung]}[${t}]`)))
    .join("");
  return part("Capacity", `${quarter}, MW IT of ${decimal(finalMw(site))}`, `${ladderBar(site, t, width)}<ul class="facts">${list}</ul>`);
}

function powerPart(view: PageView, site: SiteView, t: number, width: number): string {
  const taken = site.options.filter((option) => option.taken);
  const total = taken.reduce((sum, option) => sum + option.facilityMw, 0);
  const list = site.options
    .toSorted((a, b) => a.energized - b.energized)
    .map((option) => {
      const when = view.quarters[option.energized] ?? (option.energized < 0 ? "stands" : "after the calendar");
      return fact(
        `${escape(option.kind === "grid" ? (option.id === "grid" ? "grid" : `grid, ${option.id.replaceAll("-", " ")}`) : option.kind.replaceAll("-", " "))}${option.taken ? `, ${when}` : ", not taken"}`,
        number(`${decimal(option.facilityMw)} MW`, `programme:sites.${site.id}.power.${option.id}.facility`),
      );
    })
    .join("");
  return part(
    "Power",
    taken.length > 0 ? `${decimal(total)} MW facility taken` : `${decimal(site.options.reduce((sum, option) => sum + option.facilityMw, 0))} MW facility on offer`,
    `${taken.length > 0 ? powerBar(site, t, width) : ""}<ul class="facts">${list}${fact("facility over IT, by design", number(decimal(site.ratio, 2), `programme:sites.${site.id}.designFacilityRatio`))}</ul>`,
  );
}

function buildings(site: SiteView, t: number, quarter: string, width: number): string {
  const most = site.landMost.map((entry) => `${entry.most} × ${entry.kind}`).join(", ");
  const ready = site.cohorts.filter((cohort) => cohort.ready <= t).reduce((sum, cohort) => sum + cohort.count, 0);
  const works = site.cohorts.filter((cohort) => cohort.start <= t && cohort.ready > t).reduce((sum, cohort) => sum + cohort.count, 0);
  const says = site.cohorts.length > 0 ? `${quarter}: ${ready} ready, ${works} being built` : `land for ${most}`;
  return part(
    "Buildings",
    says,
    site.cohorts.length > 0 ? buildingStrip(site, t, width) + `<p class="note" style="margin-top:4px">Land for ${escape(most)}; redundancy ${escape(site.redundancy)}.</p>` : "",
  );
}

function machines(site: SiteView, t: number, quarter: string): string {
  if (site.accelerators.length === 0) return "";
  const list = site.accelerators
    .map(
      (kind) =>
        fact(escape(kind.name), number(`${decimal(kind.racks[t] ?? 0)} racks`, `plan:decisions.sites.${site.id}.racks.${kind.id}`)) +
        fact(
          `<span style="padding-left:12px">per rack</span>`,
          `${number(`${decimal(kind.rackKw, 1)} kW IT`, `programme:catalogue.accelerators.${kind.id}.rackIt`)}, ${kind.packages} packages`,
        ),
    )
    .join("");
  const packages = site.accelerators.reduce((sum, kind) => sum + (kind.racks[t] ?? 0) * kind.packages, 0);
  return part("Accelerators", `${quarter}: ${decimal(packages)} packages`, `<ul class="facts" style="margin-top:0">${list}</ul>`);
}

function climate(view: PageView, site: SiteView, width: number): string {
  const months = view.run?.sites.find((entry) => entry.site === site.id);
  if (!months || !view.run)
    return part(
      "Climate",
      escape(site.climate),
      `<ul class="facts" style="margin-top:0">${fact("cooling", escape(site.cooling.replaceAll("-", " ")))}${fact("grid carbon", number(`${decimal(site.carbon)} kg/MWh`, `programme:sites.${site.id}.carbon.yearly`))}</ul>`,
    );
  return part(
    "Climate",
    "PUE by month",
    `${pueOfYear(months, view.run.months, width)}<ul class="facts">${fact("hottest hour, dry bulb", number(`${decimal(months.dryMostC, 1)} °C`, `record:hourly?site=${site.id}#dryBulbC`))}${fact("hottest hour, wet bulb", number(`${decimal(months.wetMostC, 1)} °C`, `record:hourly?site=${site.id}#wetBulbC`))}${fact("grid carbon", number(`${decimal(site.carbon)} kg/MWh`, `programme:sites.${site.id}.carbon.yearly`))}${fact("cooling", escape(site.cooling.replaceAll("-", " ")))}</ul>`,
  );
}

function cost(view: PageView, site: SiteView, t: number, quarter: string): string {
  const all = site.capex.at(-1) ?? 0;
  const here = site.capex[t] ?? 0;
  const racked = site.ladder.racked.at(-1) ?? 0;
  const each = racked > 0 ? fact("capital per racked IT MW, at the end", number(dollars(all / racked), `plan:derived.sites.${site.id}.capexCents`)) : "";
  const table = site.tariff.table ? `${site.tariff.table}${site.tariff.proxy ? " (proxy)" : ""}` : "flat";
  void view;
  return part(
    "Cost",
    `capital, ${quarter}`,
    `<ul class="facts" style="margin-top:0">${fact("capital so far", number(dollars(here), `plan:derived.sites.${site.id}.capexCents[0..${t}]`))}${fact("of, by the end", number(dollars(all), `plan:derived.sites.${site.id}.capexCents`))}${each}${fact("operating so far", number(dollars(site.opex[t] ?? 0), `plan:derived.sites.${site.id}.opexCents[0..${t}]`))}${fact(`energy, ${escape(table)}`, number(`${decimal(site.tariff.energy, 2)} USD/MWh`, `programme:sites.${site.id}.tariff.energy`))}</ul>`,
  );
}

function clauses(view: PageView, site: SiteView, t: number, quarter: string): string {
  const live = view.clauses.filter((clause) => clause.inForce[t] && (clause.site === "" || clause.site === site.id));
  if (live.length === 0) return part("Clauses in force", quarter, '<p class="note" style="margin:0">None.</p>');
  return part(
    "Clauses in force",
    quarter,
    live
      .map(
        (clause) =>
          `<div class="clause"><b><a href="#clause-${clause.id}" style="color:inherit;text-decoration-style:dotted;text-underline-offset:3px">${escape(clause.kind)}</a></b><small>${escape(clause.says)}</small></div>`,
      )
      .join(""),
  );
}

function sources(view: PageView, site: SiteView): string {
  const own = view.sources.figures.filter((figure) => figure[0].startsWith(`sites.${site.id}.`));
  const said = site.source ? `<li><span></span><span>${escape(site.source)}</span></li>` : "";
  const seen = new Set<string>();
  const list = own
    .filter((figure) => figure[4] !== "" && !seen.has(figure[3] + figure[4]) && seen.add(figure[3] + figure[4]))
    .slice(0, 8)
    .map((figure) => `<li>${confidenceMark(figure[3])}<span>${escape(figure[0].split(".").slice(2).join(" "))}: ${escape(figure[4])}</span></li>`)
    .join("");
  return part(
    "Sources",
    `${own.length} sourced ${own.length === 1 ? "figure" : "figures"}`,
    list || said ? `<ul class="marks">${said}${list}</ul>` : '<p class="note" style="margin:0">The programme states this site’s numbers as its own.</p>',
  );
}

function part(title: string, says: string, inner: string): string {
  return `<section><header><h3>${title}</h3><span>${escape(says)}</span></header>${inner}</section>`;
}

function fact(name: string, value: string): string {
  return `<li><span>${name}</span><span>${value}</span></li>`;
}
