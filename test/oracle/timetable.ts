import { Temporal } from "temporal-polyfill";
import type { Exception, Range, Rule, Situation } from "./situation.ts";
import { boundaryAt, firstShown } from "./wall-clock.ts";

/** A stretch of a resource's time: a dated occurrence of a rule, or what an exception opens. */
export interface Window {
  resourceId: string;
  clinicId: string | null;
  serviceId: string | null;
  roomId: string | null;
  lanes: number;
  starts: number;
  ends: number;
  breaks: Range[];
  /** Where its slots start. */
  boundaries: number[];
}

/** A window that a rule makes; among those of one resource the highest priority governs. */
export interface RuleWindow extends Window {
  rule: Rule;
}

/** A situation with every window that can matter to it written out. */
export interface Timetable {
  situation: Situation;
  windows: RuleWindow[];
  openings: Window[];
  /** What was already worked out, by question and minute. */
  known: Map<string, number>;
}

export function timetableOf(situation: Situation): Timetable {
  // A shift, an appointment or another zone's date reaches into the days around those asked about.
  const first = Temporal.PlainDate.from(situation.from).subtract({ days: 3 });
  const dates = Array.from({ length: situation.days + 6 }, (_, i) => first.add({ days: i }));
  const windows = situation.rules.flatMap((rule) => dates.flatMap((date) => windowOn(rule, date) ?? []));
  const openings = situation.exceptions.flatMap((exception) => openingOf(exception) ?? []);
  return { situation, windows, openings, known: new Map() };
}

/** The occurrence of a rule that starts on this date, if there is one. */
export function windowOn(rule: Rule, date: Temporal.PlainDate): RuleWindow | null {
  if (date.dayOfWeek !== rule.weekday) return null;
  if (rule.validFrom !== null && date.toString() < rule.validFrom) return null;
  if (rule.validTo !== null && date.toString() > rule.validTo) return null;
  const opens = minuteOfDay(rule.start);
  const starts = boundaryAt(wallOf(date, opens), rule.zone);
  const ends = boundaryAt(wallOf(date, later(rule.end, opens)), rule.zone);
  if (ends <= starts) return null;
  const { resourceId, clinicId, serviceId, roomId, lanes } = rule;
  const scope = { resourceId, clinicId, serviceId, roomId, lanes };
  return {
    rule,
    ...scope,
    starts,
    ends,
    breaks: breaksOn(rule, date),
    boundaries: slotsOn(rule, date, [starts, ends]),
  };
}

function breaksOn(rule: Rule, date: Temporal.PlainDate): Range[] {
  return rule.breaks
    .map(({ start, end }): Range => {
      const from = minuteOfDay(start) < minuteOfDay(rule.start) ? minuteOfDay(start) + 1440 : minuteOfDay(start);
      const to = later(end, from % 1440) + (from >= 1440 ? 1440 : 0);
      return [boundaryAt(wallOf(date, from), rule.zone), boundaryAt(wallOf(date, to), rule.zone)];
    })
    .filter(([starts, ends]) => starts < ends);
}

/** Every so many minutes of wall-clock time, where the clock shows it and a whole slot fits, by the clock and in minutes. */
function slotsOn(rule: Rule, date: Temporal.PlainDate, [starts, ends]: Range): number[] {
  const opens = minuteOfDay(rule.start);
  const lastStart = later(rule.end, opens) - rule.slotMinutes;
  const slots: number[] = [];
  for (let wall = opens; wall <= lastStart; wall += rule.slotMinutes) {
    const minute = firstShown(wallOf(date, wall), rule.zone);
    if (minute !== null && minute >= starts && minute + rule.slotMinutes <= ends) slots.push(minute);
  }
  return slots;
}

function openingOf(exception: Exception): Window | null {
  const { kind, resourceId, clinicId, serviceId, roomId, lanes, slotMinutes, starts, ends } = exception;
  if (kind !== "available" || resourceId === null) return null;
  const boundaries: number[] = [];
  for (let slot = starts; slot + slotMinutes! <= ends; slot += slotMinutes!) boundaries.push(slot);
  return { resourceId, clinicId, serviceId, roomId, lanes: lanes!, starts, ends, breaks: [], boundaries };
}

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** This time of day after a minute of the day: the next day's when it is not later on the same one. */
function later(time: string, minute: number): number {
  return minuteOfDay(time) > minute ? minuteOfDay(time) : minuteOfDay(time) + 1440;
}

function wallOf(date: Temporal.PlainDate, minute: number): Temporal.PlainDateTime {
  return date.toPlainDateTime().add({ minutes: minute });
}
