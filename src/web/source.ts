// Where does this number come from? A small sheet beside it: its address, the rule that made it, its source, and what leads on.

import { explain } from "../report/address.ts";
import { escape } from "../report/format.ts";
import type { PageView } from "../report/view.ts";
import { confidenceMark } from "./html.ts";

let opener: Element | undefined;

/** Opens the sheet under the number; a second click on the same number closes it. */
export function openSource(view: PageView, address: string, at: Element): void {
  const inside = at.closest(".source");
  const shown = inside ? "" : (at.textContent ?? "").trim();
  if (!inside && document.querySelector(".source")?.getAttribute("data-of") === address) return closeSource();
  const place = inside?.getBoundingClientRect() ?? at.getBoundingClientRect();
  if (!inside) opener = at;
  document.querySelector(".source")?.remove();
  const sheet = document.createElement("div");
  sheet.className = "source";
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", "Source of the number");
  sheet.setAttribute("data-of", address);
  sheet.innerHTML = content(view, address, shown);
  document.body.append(sheet);
  const width = sheet.offsetWidth;
  const top = inside ? place.top : place.bottom + 8;
  const fits = top + sheet.offsetHeight < innerHeight || inside;
  sheet.style.left = `${Math.max(16, Math.min(document.documentElement.clientWidth - width - 16, place.left)) + scrollX}px`;
  sheet.style.top = `${(fits ? top : Math.max(56, place.top - sheet.offsetHeight - 8)) + scrollY}px`;
  sheet.querySelector<HTMLElement>(".close")?.addEventListener("click", (event) => {
    event.stopPropagation();
    closeSource();
  });
  sheet.querySelector<HTMLElement>(".close")?.focus({ preventScroll: true });
}

export function closeSource(): void {
  const sheet = document.querySelector(".source");
  document.querySelector(".veil")?.remove();
  if (!sheet) return;
  const had = sheet.contains(document.activeElement);
  sheet.remove();
  if (had && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  else if (had && opener instanceof SVGElement) opener.focus({ preventScroll: true });
}

function content(view: PageView, address: string, shown: string): string {
  const origin = explain(view, address);
  const { figure } = origin;
  const close = '<button class="close" aria-label="Close">close</button>';
  const leads =
    origin.inputs.length > 0
      ? `<ul>${origin.inputs.map((input) => `<li><button data-at="${escape(input)}">${escape(input.slice(input.indexOf(":") + 1))}</button></li>`).join("")}</ul>`
      : "";
  const value = figure ? figure[1] : shown;
  const sure = figure
    ? `<p>${confidenceMark(figure[3]).replace("<svg ", '<svg style="display:inline" ')} ${figure[3] || "no confidence stated"}${figure[5] && figure[6] ? `; ${figure[5]} to ${figure[6]}` : ""}${figure[8] ? `; learnt ${figure[8]}` : ""}</p><p>${escape(figure[4] || "no source")}</p>${figure[7] ? `<p>${escape(figure[7])}</p>` : ""}`
    : "";
  return `${close}<h4>${value ? escape(value) : "An address"}</h4>${origin.says ? `<p>${escape(origin.says)}</p>` : ""}${sure}<p><code>${escape(origin.place)}</code></p>${leads}`;
}
