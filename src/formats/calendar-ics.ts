// A plan's dates for a calendar program (iCalendar, RFC 5545): openings, power, first racks, milestones, notices.

import type { Day } from "../units/brand.ts";
import { addDays } from "../units/calendar.ts";
import type { Activity } from "./activities.ts";

/**
 * One all-day event for each date, and for the end of each length of work.
 * @param known the day of the knowledge in the programme: the events' time stamp, so that the same plan gives the same file
 */
export function calendarIcs(activities: readonly Activity[], programme: string, known: Day): string {
  const events = activities.flatMap(({ id, name, kind, date, finish }) => {
    // Works that end make way for what follows: the day after their last.
    const day = date ? finish : addDays(finish, 1);
    const says = date ? name : `${name}: ${ends[kind]}`;
    return [
      "BEGIN:VEVENT",
      `UID:${escape(id)}@${slug(programme)}.gigasite`,
      `DTSTAMP:${compact(known)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      `SUMMARY:${escape(says)}`,
      `CATEGORIES:${kind.toUpperCase()}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gigasite//plan//EN", "CALSCALE:GREGORIAN", `X-WR-CALNAME:${escape(programme)}`, ...events, "END:VCALENDAR"];
  return lines.map(folded).join("\r\n") + "\r\n";
}

const ends: Readonly<Record<Activity["kind"], string>> = {
  power: "energized",
  construction: "ready for racks",
  racks: "all delivered",
  milestone: "done",
  notice: "given",
  open: "opened",
};

function compact(day: Day): string {
  return day.replaceAll("-", "");
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function escape(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll(/\r?\n/g, "\\n");
}

/** Lines are at most 75 octets; longer ones go on after a line break and a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = "";
      octets = 0;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join("\r\n ");
}
