// How does a chart live outside the page? With the page's own style inside, in light colours on paper.

/**
 * An SVG file of a chart.
 * @param chart what a chart function gave
 * @param css the page's style sheet
 */
export function standalone(chart: string, css: string): string {
  const style = css.replaceAll("</", "<\\/").replaceAll(/light-dark\(([^,]+(?:\([^)]*\))?),[^)]*\)/g, "$1");
  return chart
    .replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" style="background:#fbfbf9" ')
    .replace(">", `><style>${style.replaceAll(/@font-face\s*\{[^}]*\}/g, "").replaceAll("&", "&amp;")}</style>`);
}
