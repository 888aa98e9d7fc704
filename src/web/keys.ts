// Which key does what? Single letters are off while typing.

export interface Actions {
  readonly toQuarter: (step: number) => void;
  readonly play: () => void;
  readonly toSite: (step: number) => void;
  readonly toLine: (step: number) => void;
  readonly theme: () => void;
  readonly palette: () => void;
  readonly room: (index: number) => void;
  readonly table: (panel: string) => void;
  readonly close: () => void;
}

export const list: readonly (readonly [string, string])[] = [
  ["← →", "quarter before, after; with Shift a year"],
  ["Space", "play"],
  ["[ ]", "site before, after"],
  ["J K", "line of the statement after, before"],
  ["1 to 8", "room"],
  ["T", "table under the chart"],
  ["S or Enter", "source of the focused number"],
  ["D", "dark or light"],
  ["Ctrl K", "jump"],
  ["Esc", "close"],
  ["?", "this list"],
];

export function keys(actions: Actions): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof HTMLElement || event.target instanceof SVGElement ? event.target : document.body;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return actions.palette();
    }
    if (event.key === "Escape") return actions.close();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(target)) return;
    const acts = ((): (() => void) | undefined => {
      switch (event.key) {
        case "ArrowLeft":
        case "ArrowRight":
          return () => actions.toQuarter((event.key === "ArrowRight" ? 1 : -1) * (event.shiftKey ? 4 : 1));
        case " ":
          return target.closest("button, a, [role=button], tr[data-line]") ? undefined : actions.play;
        case "[":
          return () => actions.toSite(-1);
        case "]":
          return () => actions.toSite(1);
        case "j":
        case "J":
          return () => actions.toLine(1);
        case "k":
        case "K":
          return () => actions.toLine(-1);
        case "d":
        case "D":
          return actions.theme;
        case "t":
        case "T":
          return () => actions.table(panelOf(target));
        case "s":
        case "S":
          return target.closest("[data-at]") ? () => press(target) : undefined;
        case "?":
          return actions.palette;
        case "Enter":
          return target.tagName !== "BUTTON" && target.tagName !== "A" && target.closest("[data-at], [data-site], [data-line]") ? () => press(target) : undefined;
        default:
          return /^[1-8]$/.test(event.key) ? () => actions.room(Number(event.key) - 1) : undefined;
      }
    })();
    if (!acts) return;
    event.preventDefault();
    acts();
  });
}

function typing(target: Element): boolean {
  return (target instanceof HTMLInputElement && target.type !== "range") || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The panel under the focus, else the first that is in view. */
function panelOf(target: Element): string {
  const near = target.closest("[data-panel]");
  const seen = near ?? [...document.querySelectorAll("[data-panel]")].find((panel) => panel.getBoundingClientRect().bottom > 160 && panel.querySelector("[data-table]"));
  return seen?.querySelector("[data-table]")?.getAttribute("data-table") ?? "map";
}

function press(target: Element): void {
  target.closest("[data-at], [data-site], [data-line]")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}
