// Where to? Rooms, sites, quarters, clauses and parties by name; with nothing typed, the keys.

import { escape } from "../report/format.ts";
import type { PageView } from "../report/view.ts";
import { list } from "./keys.ts";
import { partiesOf } from "./rooms/agreements.ts";

export interface Choice {
  readonly room?: string;
  readonly site?: string;
  readonly quarter?: number;
  readonly party?: string;
}

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly choice: Choice;
}

export function openPalette(view: PageView, rooms: readonly { id: string; name: string }[], choose: (choice: Choice) => void): void {
  document.querySelector(".veil")?.remove();
  const before = document.activeElement;
  const entries: Entry[] = [
    ...rooms.map(({ id, name }) => ({ name, kind: "room", choice: { room: id } })),
    ...view.sites.map((site) => ({ name: site.name, kind: site.used ? "site" : "candidate", choice: { site: site.id, room: "programme" } })),
    ...partiesOf(view).map(({ party, name }) => ({ name: `${name}, statement`, kind: "Agreements", choice: { party, room: "agreements" } })),
    ...view.clauses.map((clause) => ({ name: `${clause.kind}, ${clause.id}`, kind: "clause", choice: { room: `clause-${clause.id}` } })),
    ...view.quarters.map((name, quarter) => ({ name, kind: "quarter", choice: { quarter } })),
  ];
  const veil = document.createElement("div");
  veil.className = "veil";
  veil.innerHTML = `<div class="palette" role="dialog" aria-label="Jump to"><input type="text" placeholder="room, site, party, clause or quarter" aria-label="Jump to" autocomplete="off"/><div class="found"></div></div>`;
  const input = veil.querySelector("input")!;
  const found = veil.querySelector(".found")!;
  let matches: Entry[] = [];
  let at = 0;
  const show = (): void => {
    const wanted = input.value.trim().toLowerCase();
    matches = wanted === "" ? [] : entries.filter((entry) => entry.name.toLowerCase().includes(wanted)).slice(0, 9);
    at = Math.max(0, Math.min(matches.length - 1, at));
    const none =
      wanted === "" ? `<dl>${list.map(([key, says]) => `<dt>${key}</dt><dd>${says}</dd>`).join("")}</dl>` : `<dl><dd>Nothing is named “${escape(input.value)}”.</dd></dl>`;
    found.innerHTML =
      matches.length > 0
        ? `<ul role="listbox">${matches.map((entry, index) => `<li role="option" data-index="${index}" aria-selected="${index === at}">${escape(entry.name)}<span>${entry.kind}</span></li>`).join("")}</ul>`
        : none;
  };
  const close = (): void => {
    veil.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const take = (index: number): void => {
    const entry = matches[index];
    if (!entry) return;
    close();
    choose(entry.choice);
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at += event.key === "ArrowDown" ? 1 : -1;
      event.preventDefault();
      show();
    } else if (event.key === "Enter") take(at);
    else if (event.key === "Escape") close();
    event.stopPropagation();
  });
  veil.addEventListener("click", (event) => {
    event.stopPropagation();
    const target = event.target as Element;
    const index = target.closest("[data-index]")?.getAttribute("data-index");
    if (index) take(Number(index));
    else if (target === veil) close();
  });
  document.body.append(veil);
  show();
  input.focus();
}
