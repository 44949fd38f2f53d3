import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DomainError } from "../src/core/errors.ts";
import { instantOfMinute, localDayOfMinute } from "../src/core/zones.ts";
import { bookPlacement } from "../src/matching/agree-placements.ts";
import type { Plan } from "../web/api/types.ts";
import type { Booked } from "./answers.ts";
import { wishAt } from "./clinic.ts";
import { millis, PlanDesk, statuses, type Wanted } from "./plan-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Whoever places sessions of one request keeps the days between them, however many do so in the same moment. */
let server: TestServer;
let desk: PlanDesk;
beforeAll(async () => {
  server = await openTestServer();
  desk = new PlanDesk(server);
});
afterAll(async () => {
  assert.deepEqual(await server.verify(), []);
  await server.close();
});

const leastDays = 3;
const rounds = Array.from({ length: 4 }, (_, i) => i);
/** The calendar is the clinic's: its midnight is another day of UTC's. */
const dayOf = (minute: number): number => localDayOfMinute(minute, "Europe/Athens");

interface Session {
  ticket: string;
  appointment: string | null;
  /** Null while it is planned. */
  day: number | null;
}

async function sessionsOf({ id }: Wanted): Promise<Session[]> {
  return await withClient(server.ownerUrl, async (client) => {
    const { rows } = await client.query<Session>(
      `select t.id as ticket, a.id as appointment, a.service_date - date '1970-01-01' as day from session_tickets t
       left join appointments a on a.session_ticket_id = t.id and a.status = 'confirmed'
       where t.request_id = $1 order by a.starts_at, t.ordinal`,
      [id],
    );
    return rows;
  });
}

const daysOf = async (request: Wanted): Promise<number[]> =>
  (await sessionsOf(request)).flatMap(({ day }) => day ?? []);
const leastOf = (days: readonly number[]): number => Math.min(...days.slice(1).map((day, i) => day - days[i]!));

/** A session of the request on each of the days that follow each other. */
async function onSuccessiveDays(count: number) {
  const request = await desk.want(count, { min_days_between: leastDays });
  const [first] = (await desk.planFor(request)).placements;
  const sessions = await sessionsOf(request);
  const placements = sessions.map(({ ticket: sessionTicketId }, i) => {
    const start = millis(first!) / 60_000 + i * 1440 + 600;
    const place = { clinicId: first!.clinic_id, practitionerId: first!.practitioner_id, resourceIds: [], start };
    return {
      patientId: first!.patient_id,
      serviceId: first!.service_id,
      sessionTicketId,
      appointmentId: null,
      was: null,
      place: { ...place, end: start + 20 },
    };
  });
  return { request, placements };
}

test.each(rounds)(
  "of rivals on days that follow each other those stand that may, and no other is refused (%i)",
  async () => {
    const { request, placements } = await onSuccessiveDays(7);
    const actor = { organizationId: server.ids.organizationId, accountId: null };
    const outcomes = await Promise.allSettled(placements.map((one) => bookPlacement(server.house, actor, one)));
    const days = await daysOf(request);
    expect(leastOf(days)).toBeGreaterThanOrEqual(leastDays);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(days.length);
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === "fulfilled") continue;
      expect((outcome.reason as DomainError).code).toBe("not_offered");
      const nearest = Math.min(...days.map((day) => Math.abs(day - dayOf(placements[i]!.place.start))));
      expect(nearest).toBeLessThan(leastDays);
    }
  },
);

/** Plans for the same sessions, each a day later than the one before. */
async function shiftedPlans(request: Wanted, count: number): Promise<Plan[]> {
  const plans = [await desk.planFor(request)];
  const first = Date.parse(String(plans[0]!.placements[0]!.starts_at)) / 60_000;
  for (let i = 1; i < count; i++) {
    const earliest_date = instantOfMinute(first + i * 1440)
      .toZonedDateTimeISO("Europe/Athens")
      .toPlainDate();
    const path = `/booking-requests/${request.id}`;
    await desk.client.send("PATCH", path, { earliest_date: earliest_date.toString() });
    plans.push(await desk.planFor(request));
  }
  return plans;
}

test.each(rounds)("plans that are agreed while the request is filled keep the days, too (%i)", async () => {
  const request = await desk.want(4, { min_days_between: leastDays });
  const plans = await shiftedPlans(request, 3);
  const answers = await Promise.all([
    // Each begins with another session.
    ...plans.map((plan, i) => {
      const ids = plan.placements.map(({ id }) => id);
      return desk.verb(plan, "commit", { placement_ids: [...ids.slice(i), ...ids.slice(0, i)] });
    }),
    desk.client.post(`/booking-requests/${request.id}/auto-fill`, {}),
  ]);
  for (const { status } of answers) expect([200, 409]).toContain(status);
  const days = await daysOf(request);
  expect(leastOf(days)).toBeGreaterThanOrEqual(leastDays);
  // What somebody was refused is placed where there is room for it.
  await desk.client.post(`/booking-requests/${request.id}/auto-fill`, {});
  const filled = await daysOf(request);
  expect([filled.length, leastOf(filled) >= leastDays]).toEqual([4, true]);
});

interface Dated extends Wanted {
  earliest_date: string;
}

/** Sessions that one practitioner must give. */
const wantByOne = async (sessions: number, min_days_between: number): Promise<Dated> => {
  const [practitioner_id] = server.ids.practitionerIds;
  return (await desk.want(sessions, { min_days_between, practitioner_id, practitioner_required: true })) as Dated;
};

/** So many days after the request's first one, at noon or at midnight of the clinic. */
function onDay({ earliest_date }: Dated, days: number, hour: 0 | 12 = 12): string {
  const date = Temporal.PlainDate.from(earliest_date).add({ days });
  const at = date.toZonedDateTime({ timeZone: "Europe/Athens", plainTime: Temporal.PlainTime.from({ hour }) });
  return at.toInstant().toString();
}

async function give(request: Dated, day: number): Promise<string> {
  const ticket = (await sessionsOf(request)).find((one) => one.day === null)!;
  const wish = { ...wishAt(server.ids, onDay(request, day)), session_ticket_id: ticket.ticket };
  const booked = await desk.client.post<Booked>("/appointments", wish);
  assert.equal(booked.status, 201, JSON.stringify(booked.body));
  return booked.body.appointment.id;
}

/** The practitioner is away for some days of the request's calendar. */
async function replan(request: Dated, from: number, to: number): Promise<Plan> {
  const [resource_id] = server.ids.practitionerIds;
  const absence = { resource_id, from: onDay(request, from, 0), to: onDay(request, to, 0) };
  return (await desk.ask({ absence, time_limit_seconds: 30 })).body;
}

test("a move of a plan is refused when another session has come near since", async () => {
  const request = await wantByOne(2, leastDays);
  await give(request, 5);
  const plan = await replan(request, 5, 6);
  const [was] = await daysOf(request);
  const by = dayOf(millis(plan.placements[0]!) / 60_000) - was!;
  expect(Math.abs(by)).toBe(1);
  // Far enough from where it is, and too near to where it would go.
  await give(request, 5 + by * leastDays);
  const { body: refused } = await desk.verb(plan, "commit");
  expect(refused.placements.map(({ status, refusal }) => [status, refusal?.code])).toEqual([
    ["refused", "not_offered"],
  ]);
  expect(leastOf(await daysOf(request))).toBe(leastDays);
});

test("sessions that move together may pass where the others were", async () => {
  const request = await wantByOne(2, 2);
  await give(request, 0);
  await give(request, 2);
  const [first] = await daysOf(request);
  const { body: committed } = await desk.verb(await replan(request, 0, 3), "commit");
  expect(statuses(committed)).toEqual(["committed", "committed"]);
  expect((await daysOf(request)).map((day) => day - first!)).toEqual([3, 5]);
});

test("the desk may put a session by hand where no plan would, and a plan moves it as near as it was", async () => {
  const request = await wantByOne(2, leastDays);
  await give(request, 5);
  const near = await give(request, 6);
  const { body: plan } = await desk.verb(await replan(request, 6, 7), "commit");
  expect(statuses(plan)).toEqual(["committed"]);
  const reschedule = await desk.client.post(`/appointments/${near}/reschedule`, { starts_at: onDay(request, 6) });
  expect(reschedule.status).toBe(200);
  expect(leastOf(await daysOf(request))).toBe(1);
});
