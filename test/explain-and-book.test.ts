import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOfMinute } from "../src/core/zones.ts";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { openServer } from "../src/main.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import type { AppointmentDetail, Availability, Booked } from "./answers.ts";
import { Client } from "./client.ts";
import { openTestDatabase } from "./database.ts";
import { rounds } from "./fire/seed.ts";
import { isBookable, placements, practitionersFor } from "./oracle/bookable.ts";
import { furnish, type Ids } from "./oracle/furnish.ts";
import { offeredStarts } from "./oracle/offered.ts";
import { type Questions, questions } from "./oracle/random-situation.ts";
import type { Claim, Range, Situation, Wish } from "./oracle/situation.ts";
import { timetableOf } from "./oracle/timetable.ts";
import { startOfDay } from "./oracle/wall-clock.ts";
import { openScene } from "./scene.ts";

const clinics = rounds(20, 60);

const clock = { now: instantOfMinute(0) };
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: Awaited<ReturnType<typeof openServer>>;

beforeAll(async () => {
  database = await openTestDatabase();
  const quiet = { logLevel: "silent", checkAnswers: true, keepsInventory: false } as const;
  const where = { ownerUrl: database.ownerUrl, host: "127.0.0.1", port: 0 };
  server = await openServer({ ...where, ...quiet, now: () => clock.now });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** A failure prints the seed and path of the clinic; `{ seed, path }` beside `numRuns` asks it again. */
test(
  "nothing explains why not exactly when it can be booked, and the oracle says the same",
  { timeout: 300_000 },
  async () => {
    const count = { explained: 0, booked: 0 };
    const law = fc.asyncProperty(questions, async (given) => {
      clock.now = instantOfMinute(given.situation.now);
      const scene = await openScene({ appUrl: appUrlOf(database.ownerUrl), now: () => clock.now });
      try {
        const unclaimed = { ...given.situation, claims: [], patientBusy: [] };
        const ids = await scene.postgres.write(scene.organizationId, (tx) => furnish(tx, unclaimed));
        const desk = new Client(server.url, { authorization: `Bearer ${scene.token}` });
        const starts = startsOf({ ...given, situation: unclaimed });
        const patients = await scene.patients(starts.length);
        const claims: Claim[] = [];
        await sameStartsOffered(desk, ids, unclaimed, given.wishes[0]);
        for (const [i, { wish, start }] of starts.entries()) {
          const known = { ...unclaimed, claims };
          const taken = await explainAndBook(desk, ids, known, { wish, start, patientId: patients[i]! });
          claims.push(...taken);
          count[taken.length > 0 ? "booked" : "explained"]++;
        }
        expect(await verifyLaws(scene.postgres, scene.organizationId)).toEqual([]);
      } finally {
        await scene.close();
      }
    });
    await fc.assert(law, { numRuns: clinics, endOnFailure: true });
    console.log(`${count.booked} starts could be booked, ${count.explained} were explained`);
    expect(Math.min(count.booked, count.explained)).toBeGreaterThan(clinics / 4);
  },
);

/** Some that are offered, and some more; nobody has booked anything yet. */
function startsOf({ situation, wishes, minutes }: Questions): { wish: Wish; start: number }[] {
  const table = timetableOf(situation);
  const range = daysOf(situation);
  const offered = wishes.flatMap((wish) => offeredStarts(table, wish, range).map((start) => ({ wish, start })));
  const every = Math.ceil(offered.length / 8);
  const others = minutes.slice(0, 8).map((start, i) => ({ wish: wishes[i % 2]!, start }));
  return [...offered.filter((_, i) => i % every === 0), ...others];
}

async function sameStartsOffered(desk: Client, ids: Ids, situation: Situation, wish: Wish): Promise<void> {
  const [from, to] = daysOf(situation);
  const query = new URLSearchParams({ ...asked(wish, ids), from: iso(from), to: iso(to), limit: "5000" });
  const { body } = await desk.get<Availability>(`/availability?${query.toString()}`);
  const starts = new Set(body.starts.map(({ starts_at: at }) => at));
  expect([...starts]).toEqual(offeredStarts(timetableOf(situation), wish, [from, to]).map(iso));
}

/** Asks why not, books all the same, and returns the claims that this made; the oracle agrees with each answer. */
async function explainAndBook(
  desk: Client,
  ids: Ids,
  situation: Situation,
  { wish, start, patientId }: { wish: Wish; start: number; patientId: string },
): Promise<Claim[]> {
  const what = { ...asked(wish, ids), starts_at: iso(start) };
  const explained = await desk.get<{ bookable: boolean; reasons: object[] }>(
    `/availability/explain?${new URLSearchParams(what).toString()}`,
  );
  const booked = await desk.post<Booked>("/appointments", { ...what, patient_id: patientId, booking_source: "phone" });
  const { bookable, reasons } = explained.body;
  const free = isBookable(timetableOf(situation), wish, start);
  const answers = { start: iso(start), bookable, unexplained: reasons.length === 0, booked: booked.status === 201 };
  expect(answers).toEqual({ start: iso(start), bookable: free, unexplained: free, booked: free });
  return free ? await claimsOf(desk, ids, situation, wish, booked.body.appointment) : [];
}

/** The way among the oracle's that the server took. */
async function claimsOf(
  desk: Client,
  ids: Ids,
  situation: Situation,
  wish: Wish,
  { id, starts_at: startsAt }: Booked["appointment"],
): Promise<Claim[]> {
  const { body } = await desk.get<AppointmentDetail>(`/appointments/${id}`);
  const taken = body.claims
    .map((claim) => [claim.resource_id, claim.lane, claim.starts_at, claim.ends_at].join())
    .sort();
  const table = timetableOf(situation);
  for (const practitionerId of practitionersFor(situation, wish)) {
    for (const way of placements(table, { ...wish, practitionerId }, Date.parse(startsAt) / 60_000)) {
      const windows = way.map(({ resourceId, lane, starts, ends, before, after, shared }) =>
        [ids.get(resourceId), lane, iso(shared ? starts : starts - before), iso(ends + after)].join(),
      );
      if (windows.sort().join() === taken.join()) return way.map((claim) => ({ ...claim, appointmentId: id }));
    }
  }
  throw new Error(`The server took ${taken.join(" and ")}, which the oracle would not.`);
}

const asked = ({ serviceId, clinicId, practitionerId }: Wish, ids: Ids) => ({
  service_id: ids.get(serviceId)!,
  clinic_id: ids.get(clinicId)!,
  ...(practitionerId === null ? {} : { practitioner_id: ids.get(practitionerId)! }),
});

const iso = (minute: number): string => instantOfMinute(minute).toString();

function daysOf({ from, days, clinics: [clinic] }: Situation): Range {
  const starts = startOfDay(from, clinic!.zone);
  return [starts, starts + days * 1440];
}
