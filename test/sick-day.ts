import type { Range } from "../src/core/ranges.ts";
import type { Random } from "../src/core/random.ts";
import type { Candidate } from "../src/booking/offer.ts";
import type { Moving } from "../src/matching/replan/moving.ts";
import { hoursOf, type Timetable } from "../src/supply/hours.ts";
import type { Claim, Need, ResourceTime } from "../src/supply/needs.ts";
import type { WeeklyRule } from "../src/supply/weekly-rule.ts";

/** A clinic's days as the evaluator sees them, without a database: in UTC, from Monday, 7 December 2026, on. */
export const monday = 20_794 * 1440;

export interface SickDay {
  random: Random;
  patients: number;
  colleagues: number;
  rooms: number;
  /** How likely each half hour of a colleague is taken. */
  busy: number;
  /** From hour to hour. */
  hours?: [number, number];
  slotMinutes?: number;
  /** How many days around are known. */
  days?: number;
}

const question = { clinicId: "clinic", serviceId: "service" };

/**
 * Patients of a doctor who is away on Monday, each for a service of 20 to 40 minutes that some colleagues give; every other one
 * needs a room as well. Where the doctor sees several at once, so do the patients come.
 */
export function sickDay(options: SickDay): Moving[] {
  const { random, patients, colleagues, rooms, busy, hours = [8, 16], slotMinutes = 20, days = 70 } = options;
  const span: Range = [monday - 35 * 1440, monday + days * 1440];
  const people = Array.from({ length: colleagues }, (_, i) => `colleague ${i}`);
  const places = Array.from({ length: rooms }, (_, i) => `room ${i}`);
  const resources = new Map<string, ResourceTime>([
    ["doctor", timeOf("doctor", span, { hours, slotMinutes, away: true }, [])],
    ...people.map((id) => [id, timeOf(id, span, { hours, slotMinutes }, claimsOf(random, hours, busy))] as const),
    ...places.map((id) => [id, timeOf(id, span, null, claimsOf(random, hours, busy / 4))] as const),
  ]);
  return Array.from({ length: patients }, (_, i) => {
    const minutes = random.pick([slotMinutes, slotMinutes, slotMinutes * 2]);
    const start =
      monday + hours[0] * 60 + random.whole(0, ((hours[1] - hours[0]) * 60 - minutes) / slotMinutes) * slotMinutes;
    const able = ["doctor", ...people.filter(() => random.chance(0.6))];
    const inRoom = rooms > 0 && i % 2 === 0;
    const candidates = able.map((id) => candidateOf(id, resources, minutes, inRoom ? places : []));
    return {
      appointmentId: `appointment ${i}`,
      patientId: `patient ${i}`,
      serviceId: "service",
      sessionTicketId: null,
      was: {
        clinicId: "clinic",
        practitionerId: "doctor",
        resourceIds: inRoom ? [places[0]!] : [],
        start,
        end: start + minutes,
      },
      timezone: "UTC",
      candidates,
      mustLeave: false,
      session: null,
    };
  });
}

function candidateOf(
  id: string,
  resources: ReadonlyMap<string, ResourceTime>,
  minutes: number,
  rooms: string[],
): Candidate {
  const whole = { starts: 0, ends: minutes, bufferBefore: 0, bufferAfter: 0, shareable: false };
  const needs: Need[] = [{ need: "practitioner", candidates: [id], ...whole }];
  if (rooms.length > 0) needs.push({ need: "kind", candidates: rooms, ...whole });
  const limits = { now: monday - 1440, earliest: monday - 1440, latest: Infinity };
  const plan = { durationMinutes: minutes, needs, resources, limits, patientBusy: [] };
  return { practitionerId: id, name: id, shareBasisPoints: 0, priceMinor: 0, plan };
}

interface Works {
  hours: [number, number];
  slotMinutes: number;
  away?: boolean;
}

function timeOf(resourceId: string, span: Range, works: Works | null, claims: readonly Claim[]): ResourceTime {
  const timetable: Timetable = {
    resourceId,
    clinicId: works ? null : "clinic",
    lanes: 1,
    active: true,
    atAnyHour: !works,
    rules: works ? [1, 2, 3, 4, 5, 6, 7].map((weekday) => ruleOf(resourceId, weekday, works)) : [],
    exceptions: works?.away ? [awayOn(resourceId)] : [],
  };
  const kind = works ? "practitioner" : "room";
  return { resourceId, name: resourceId, kind, hours: hoursOf(timetable, question, span), claims, expired: [] };
}

const ruleOf = (resourceId: string, weekday: number, { hours, slotMinutes }: Works): WeeklyRule => ({
  id: `${resourceId} ${weekday}`,
  resourceId,
  clinicId: "clinic",
  serviceId: null,
  roomId: null,
  weekday,
  startMinute: hours[0] * 60,
  endMinute: hours[1] * 60,
  timezone: "UTC",
  validFrom: null,
  validTo: null,
  slotMinutes,
  lanes: 1,
  priority: 0,
  bufferBefore: 0,
  bufferAfter: 0,
  label: null,
  breaks: [],
});

const awayOn = (resourceId: string): Timetable["exceptions"][number] => ({
  id: "away",
  kind: "blocked",
  source: "manual",
  range: [monday, monday + 1440],
  resourceId,
  clinicId: null,
  serviceId: null,
  roomId: null,
  reason: null,
  lanes: null,
  slotMinutes: null,
});

/** What others have already, half hour by half hour, on Monday and the days around it. */
function claimsOf(random: Random, [opens, closes]: [number, number], busy: number): Claim[] {
  const claims: Claim[] = [];
  for (let day = -7; day <= 14; day++)
    for (let minute = opens * 60; minute < closes * 60; minute += 30) {
      if (!random.chance(busy)) continue;
      const range: Range = [monday + day * 1440 + minute, monday + day * 1440 + minute + 30];
      claims.push({ lane: 1, range, lead: range, appointmentId: `other ${day} ${minute}` });
    }
  return claims;
}
