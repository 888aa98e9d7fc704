// A plan's activities for Microsoft Project and the programs that read its XML (schema http://schemas.microsoft.com/project).

import type { Activity } from "./activities.ts";
import { daysBetween } from "../units/calendar.ts";

/**
 * A project with one summary task a place and one task an activity, with links from finish to start. Dates are the plan's and
 * are kept (manual scheduling, a calendar of seven days of eight hours), so that opening the file moves nothing.
 */
export function projectXml(activities: readonly Activity[], programme: string, placeName: (id: string) => string): string {
  const places = [...new Set(activities.map(({ place }) => place))];
  const first = activities.map(({ start }) => start).toSorted()[0] ?? "2025-01-01";
  let number = 0;
  const numbers = new Map<string, number>();
  const order = places.map((place) => ({ place, id: ++number, tasks: activities.filter((activity) => activity.place === place).map((activity) => ({ activity, id: ++number })) }));
  for (const { tasks } of order) for (const { activity, id } of tasks) numbers.set(activity.id, id);
  const task = (id: number, lines: readonly string[]) => ["    <Task>", `      <UID>${id}</UID>`, `      <ID>${id}</ID>`, ...lines.map((line) => `      ${line}`), "    </Task>"];
  const span = (start: string, finish: string, date: boolean): string[] => {
    const end = date ? `${start}T08:00:00` : `${finish}T17:00:00`;
    const days = date ? 0 : daysBetween(start as Activity["start"], finish as Activity["finish"]) + 1;
    return [
      `<Start>${start}T08:00:00</Start>`,
      `<Finish>${end}</Finish>`,
      `<Duration>PT${days * 8}H0M0S</Duration>`,
      `<ManualStart>${start}T08:00:00</ManualStart>`,
      `<ManualFinish>${end}</ManualFinish>`,
      `<ManualDuration>PT${days * 8}H0M0S</ManualDuration>`,
      "<DurationFormat>7</DurationFormat>",
    ];
  };
  const tasks = order.flatMap(({ place, id, tasks: own }) => {
    const starts = own.map(({ activity }) => activity.start).toSorted();
    const finishes = own.map(({ activity }) => activity.finish).toSorted();
    return [
      ...task(id, [
        `<Name>${text(placeName(place))}</Name>`,
        "<Manual>1</Manual>",
        "<OutlineLevel>1</OutlineLevel>",
        ...span(starts[0]!, finishes.at(-1)!, false),
        "<Summary>1</Summary>",
        "<Milestone>0</Milestone>",
      ]),
      ...own.flatMap(({ activity, id: own }) =>
        task(own, [
          `<Name>${text(activity.name)}</Name>`,
          "<Manual>1</Manual>",
          "<OutlineLevel>2</OutlineLevel>",
          ...span(activity.start, activity.finish, activity.date),
          "<Summary>0</Summary>",
          `<Milestone>${activity.date ? 1 : 0}</Milestone>`,
          ...activity.after
            .filter((before) => numbers.has(before))
            .flatMap((before) => ["<PredecessorLink>", `  <PredecessorUID>${numbers.get(before)!}</PredecessorUID>`, "  <Type>1</Type>", "</PredecessorLink>"]),
        ]),
      ),
    ];
  });
  const day = (type: number) => [
    "        <WeekDay>",
    `          <DayType>${type}</DayType>`,
    "          <DayWorking>1</DayWorking>",
    "          <WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>",
    "        </WeekDay>",
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<Project xmlns="http://schemas.microsoft.com/project">',
    `  <Name>${text(programme)}</Name>`,
    `  <Title>${text(programme)}</Title>`,
    `  <StartDate>${first}T08:00:00</StartDate>`,
    "  <ScheduleFromStart>1</ScheduleFromStart>",
    "  <CalendarUID>1</CalendarUID>",
    "  <MinutesPerDay>480</MinutesPerDay>",
    "  <Calendars>",
    "    <Calendar>",
    "      <UID>1</UID>",
    "      <Name>Every day</Name>",
    "      <IsBaseCalendar>1</IsBaseCalendar>",
    "      <WeekDays>",
    ...[1, 2, 3, 4, 5, 6, 7].flatMap(day),
    "      </WeekDays>",
    "    </Calendar>",
    "  </Calendars>",
    "  <Tasks>",
    ...tasks,
    "  </Tasks>",
    "</Project>",
    "",
  ].join("\n");
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
