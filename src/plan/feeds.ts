// Which power options of a site stand and fall together, and how are they parted between the two sides of a 2N site?

import type { SiteCase } from "./site-case.ts";

/** Names of the feeds of a site, in the order of its options: `feed` where given; the grid is one, and every other option its own. */
export function feedsOf({ options }: SiteCase): readonly string[] {
  return [...new Set(options.map(feedOf))];
}

export function feedOf({ id, grid, option }: SiteCase["options"][number]): string {
  return option.feed ?? (grid ? "grid" : id);
}

/** Feeds of the first side, so that the weaker side of the options taken has the most firm power, all quarters together. The first feed is on it. */
export function firstSideOf(site: SiteCase, taken: (k: number) => boolean): ReadonlySet<string> {
  const feeds = feedsOf(site);
  const mw = new Map(feeds.map((feed) => [feed, 0]));
  for (const [k, option] of site.options.entries())
    if (taken(k)) mw.set(feedOf(option), mw.get(feedOf(option))! + option.firm * option.available.reduce((sum, available) => sum + available, 0));
  const all = [...mw.values()].reduce((sum, value) => sum + value, 0);
  let best = { side: new Set(feeds.slice(0, 1)), weaker: -1 };
  for (let mask = 0; mask < 2 ** Math.max(0, feeds.length - 1); mask++) {
    const side = new Set(feeds.filter((_, position) => position === 0 || (mask >> (position - 1)) & 1));
    const own = [...side].reduce((sum, feed) => sum + mw.get(feed)!, 0);
    if (Math.min(own, all - own) > best.weaker) best = { side, weaker: Math.min(own, all - own) };
  }
  return best.side;
}
