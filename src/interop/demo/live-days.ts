import { Temporal } from "temporal-polyfill";
import { dateOf, dayBounds } from "../../core/zones.ts";
import type { Booked } from "../../reception/appointments/store-booking.ts";
import { cancel } from "../../reception/appointments/cancel.ts";
import { checkIn } from "../../reception/queue/check-in.ts";
import { settle } from "../../reception/money/collect.ts";
import { type DeskMove, moveVisitAtDesk } from "../../reception/queue/move-visit.ts";
import { walkIn } from "../../reception/queue/walk-in.ts";
import { type BookableClinic, bookDay, type Desk, houseAt } from "./book-days.ts";

/** Something that happens at the desk at a moment of the demo's past. */
interface Step {
  at: Temporal.Instant;
  act: (at: Temporal.Instant) => Promise<unknown>;
}

const bookingsOn = (daysFromToday: number): number => (daysFromToday === 0 ? 14 : daysFromToday < 0 ? 8 : 6);
const firstDay = -2;
const lastDay = 7;
const walkInWindow = { hours: 3 };

/** How many days of each clinic are lived through. */
export const daysLived = lastDay - firstDay + 1;

/** Lives a clinic's demo: two days that are over, today up to this moment, and bookings for the week ahead. */
export async function liveDays(
  desk: Desk,
  clinic: BookableClinic,
  progress: (daysDone: number) => void,
): Promise<void> {
  const today = dateOf(desk.now, clinic.timezone);
  const steps: Step[] = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const booked = await bookDay(desk, clinic, today.add({ days: day }), bookingsOn(day));
    steps.push(...booked.flatMap((one) => stepsOf(desk, one)));
    progress(day - firstDay + 1);
  }
  steps.push(...walkInsOf(desk, clinic, dayBounds(today, clinic.timezone).startsAt));
  const past = steps.filter(({ at }) => Temporal.Instant.compare(at, desk.now) <= 0);
  // In the order of time, so that queue numbers follow arrivals.
  for (const { at, act } of past.sort((a, b) => Temporal.Instant.compare(a.at, b.at))) await act(at);
}

/** What becomes of a booking: most patients come and pay, some come and do not pay yet, some cancel, some stay away. */
function stepsOf({ house, caller, random }: Desk, { appointment, visit }: Booked): Step[] {
  const { starts_at: startsAt, duration_minutes: minutes } = appointment;
  if (random.chance(0.08)) {
    const at = startsAt.subtract({ hours: 1 });
    const reason = random.pick(["Feels better", "Has to work", "Cannot come"]);
    return [{ at, act: (at) => cancel(houseAt(house, at), caller, appointment.id, { reason, expectedVersion: null }) }];
  }
  if (random.chance(0.07)) return [];
  const late = random.whole(0, 6);
  const arrives: Step = {
    at: startsAt.subtract({ minutes: random.whole(2, 15) }),
    act: (at) => checkIn(houseAt(house, at), caller, appointment.id, null),
  };
  const through = [late, late + 1, late + minutes - 1].map((after) => startsAt.add({ minutes: after }));
  const pays = random.chance(0.88) ? [startsAt.add({ minutes: late + minutes + random.whole(2, 8) })] : [];
  return [arrives, ...visitSteps({ house, caller, random }, () => visit.id, [...through, ...pays])];
}

/** Calling, starting, finishing and paying at the given moments; as many of them as there are moments. */
function visitSteps(
  { house, caller, random }: Pick<Desk, "house" | "caller" | "random">,
  visitId: () => string,
  moments: readonly Temporal.Instant[],
): Step[] {
  const moves = ["call", "start", "finish"] as const satisfies DeskMove[];
  const method = random.chance(0.6) ? "cash" : "visa";
  return moments.map((at, i): Step => {
    const move = moves[i];
    return {
      at,
      act: (at) =>
        move === undefined
          ? settle(houseAt(house, at), caller, visitId(), method, null)
          : moveVisitAtDesk(houseAt(house, at), caller, visitId(), move, null),
    };
  });
}

/** How far each of today's walk-ins has come by now: 4 has paid, 3 owes, 2 is being treated, 1 is called, 0 waits. */
const walkInProgress = [4, 3, 2, 1, 0, 0];

/** Some walk-ins of the last hours, so that the queue is alive at whatever time of day somebody looks. */
function walkInsOf({ house, caller, random, now }: Desk, clinic: BookableClinic, midnight: Temporal.Instant): Step[] {
  const earliest = now.subtract(walkInWindow);
  const opens = Temporal.Instant.compare(earliest, midnight) < 0 ? midnight : earliest;
  const patientIds = random.shuffled(clinic.patientIds);
  return walkInProgress.flatMap((moves, i) => {
    const at = within(opens, now, (i + 1) / (walkInProgress.length + 1));
    let visitId = "";
    const arrives: Step = {
      at,
      async act(at) {
        const command = {
          clinic_id: clinic.id,
          patient_id: patientIds[i]!,
          service_id: random.pick(clinic.serviceIds),
        };
        const { visit } = await walkIn(houseAt(house, at), caller, command);
        visitId = visit.id;
      },
    };
    const moments = Array.from({ length: moves }, (_, step) => within(at, now, (step + 1) / (moves + 1)));
    return [arrives, ...visitSteps({ house, caller, random }, () => visitId, moments)];
  });
}

function within(from: Temporal.Instant, to: Temporal.Instant, part: number): Temporal.Instant {
  const ms = Math.floor((to.epochMilliseconds - from.epochMilliseconds) * part);
  return Temporal.Instant.fromEpochMilliseconds(from.epochMilliseconds + ms);
}
