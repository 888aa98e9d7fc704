// How does a run become one self-contained page?

import type { ReportInput } from "./input.ts";
import { escape } from "./format.ts";
import { pageView } from "./view.ts";

export type { ReportInput } from "./input.ts";

/** Stands in the built page where the data goes. */
export const dataPlace = "/*page-data*/null";
export const titlePlace = "<!--page-title-->";

/**
 * The page of a run: one HTML text that asks nobody for anything.
 * @throws when the template has no place for the data
 */
export function report(input: ReportInput): string {
  if (!input.template.includes(dataPlace)) throw new Error("the page's template has no place for the data: run `npm run build`");
  const view = pageView(input);
  // A `<` inside JSON could close the script element; U+2028 and U+2029 could end a line in old readers.
  const json = JSON.stringify(view).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  const [before, after] = cut(
    input.template.replace(titlePlace, () => escape(`${view.programme}: gigasite`)),
    dataPlace,
  );
  return before + json + after;
}

function cut(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return [text.slice(0, index), text.slice(index + at.length)];
}
