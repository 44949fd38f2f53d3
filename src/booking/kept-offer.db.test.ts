import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestSupply } from "../../test/supply.ts";
import { DomainError } from "../core/errors.ts";
import { epochMinuteOf } from "../core/zones.ts";
import { changeService, offerService } from "../demand/service-record.ts";
import { type Database, Postgres, type Transaction } from "../platform/database.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import { changeClinic } from "../supply/clinic-record.ts";
import { changePool } from "../supply/pool-record.ts";
import { changePractitioner } from "../supply/practitioner-record.ts";
import { changeResource } from "../supply/resource-record.ts";
import { addScheduleException } from "../supply/schedule-exception-record.ts";
import { addScheduleRule } from "../supply/schedule-rule-record.ts";
import { offeredStarts } from "./find-starts.ts";
import { type Offer, readOffer } from "./offer.ts";

/** What is kept is never what was: readers in two processes beside one that keeps nothing. */
let organization: TestOrganization;
let elsewhere: Postgres;
let ids: Awaited<ReturnType<typeof openTestSupply>> & { serviceId: string };

beforeAll(async () => {
  organization = await openTestOrganization();
  elsewhere = new Postgres(organization.appUrl, { connections: 2 });
  const supply = await openTestSupply(organization);
  const { clinicId, practitionerId, otherPractitionerId, poolId } = supply;
  const during = { starts_minute: 0, ends_minute: 20 };
  const wanted = {
    name: "Consultation",
    duration_minutes: 20,
    price_minor: 100,
    clinic_ids: [clinicId],
    practitioner_ids: [practitionerId, otherPractitionerId],
    phases: [
      { ...during, need: "practitioner" as const },
      { ...during, need: "pool" as const, pool_id: poolId },
    ],
  };
  const { id: serviceId } = await organization.write((tx) => offerService(tx, wanted, organization.now));
  ids = { ...supply, serviceId };
  for (const id of [practitionerId, otherPractitionerId]) await organization.write((tx) => addHours(tx, id, 3));
});
afterAll(async () => {
  await elsewhere.close();
  await organization.close();
});

const addHours = (tx: Transaction, resourceId: string, weekday: number) =>
  addScheduleRule(
    tx,
    {
      resource_id: resourceId,
      clinic_id: ids.clinicId,
      weekday,
      start_local: "09:00",
      end_local: "12:00",
      slot_minutes: 20,
    },
    organization.now,
  );

const from = () => organization.now;
const to = () => organization.now.add({ hours: 24 * 7 });

const ask = (database: Database): Promise<Offer> =>
  readOffer(database, { ...ids, practitionerId: null, patientId: null, from: from(), to: to() }, organization.now);

/** An offer as somebody would see it, or why there is none. */
async function seen(reading: Promise<Offer>): Promise<object> {
  try {
    const offer = await reading;
    const starts = offeredStarts(offer, [epochMinuteOf(from()), epochMinuteOf(to())], Infinity);
    return {
      revision: offer.revision,
      price: offer.service.price_minor,
      zone: offer.clinic.timezone,
      starts: starts.map(({ start, candidate }) => [start, candidate.practitionerId, candidate.shareBasisPoints]),
    };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

const here = () => organization.read((database) => seen(ask(database)));
const there = () => elsewhere.read(organization.id, (database) => seen(ask(database)));
const unkept = () => organization.read(({ kept: _, ...database }) => seen(ask(database)));

async function statements(): Promise<string[]> {
  const asked: string[] = [];
  await organization.read(async (database) => {
    const rows: typeof database.rows = (sql, values) => {
      asked.push(typeof sql === "string" ? sql : sql.name);
      return database.rows(sql, values);
    };
    await ask({ ...database, rows });
  });
  return asked;
}

test("who asks again asks for nothing but the revision and what is booked, until something is changed", async () => {
  await here();
  expect(await statements()).toEqual(["supply_revision", "claims_of_resources"]);
  await organization.write((tx) => raiseRevision(tx));
  expect((await statements()).length).toBeGreaterThan(5);
  expect(await statements()).toEqual(["supply_revision", "claims_of_resources"]);
});

test("what a transaction saw that was rolled back is kept by nobody", async () => {
  await organization.postgres.rehearse(organization.id, async (tx) => {
    await addScheduleException(tx, blockOf(2), null, organization.now);
    await seen(ask(tx));
  });
  // The next change gets the number that the one had which never was.
  await organization.write((tx) => raiseRevision(tx));
  expect(await here()).toEqual(await unkept());
});

const blockOf = (day: number) => ({
  kind: "blocked" as const,
  clinic_id: ids.clinicId,
  from: organization.now.add({ hours: 24 * day }).toString(),
  to: organization.now.add({ hours: 24 * day + 2 }).toString(),
});

const now = () => organization.now;
const changes: Record<string, (tx: Transaction, n: number) => Promise<unknown>> = {
  "more hours": (tx, n) => addHours(tx, n % 2 ? ids.practitionerId : ids.otherPractitionerId, 1 + (n % 7)),
  "a block": (tx, n) => addScheduleException(tx, blockOf(n % 7), null, now()),
  "a price": (tx, n) => changeService(tx, ids.serviceId, { price_minor: n }, null, now()),
  "who gives it": (tx, n) =>
    changeService(
      tx,
      ids.serviceId,
      { practitioner_ids: n % 2 ? [ids.practitionerId] : [ids.practitionerId, ids.otherPractitionerId] },
      null,
      now(),
    ),
  "a service given up or taken up": (tx, n) =>
    changeService(tx, ids.serviceId, { status: n % 3 ? "active" : "retired" }, null, now()),
  "a share": (tx, n) => changePractitioner(tx, ids.practitionerId, { share_basis_points: n * 10 }, null, now()),
  "who works": (tx, n) =>
    changePractitioner(tx, ids.otherPractitionerId, { status: n % 3 ? "active" : "retired" }, null, now()),
  "a chair out of service": (tx, n) =>
    changeResource(tx, ids.chairId, { status: n % 3 ? "active" : "retired" }, null, now()),
  "an empty pool": (tx, n) => changePool(tx, ids.poolId, { resource_ids: n % 3 ? [ids.chairId] : [] }, null, now()),
  "a clinic closed": (tx, n) => changeClinic(tx, ids.clinicId, { status: n % 4 ? "active" : "retired" }, null, now()),
};

/** A closed clinic takes no more rules, and so on; that changes nothing, and that is seen as well. */
function refused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

/** A failure prints the seed and path; `{ seed, path }` beside `numRuns` repeats it. */
test("after any changes, made here or in another process, all see what is stored", async () => {
  const step = fc.record({
    change: fc.constantFrom(...Object.keys(changes)),
    by: fc.constantFrom("here", "there"),
    n: fc.nat(50),
    undone: fc.boolean(),
  });
  const law = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
    for (const { change, by, n, undone } of steps) {
      const postgres = by === "here" ? organization.postgres : elsewhere;
      const work = (tx: Transaction) => changes[change]!(tx, n);
      const before = await Promise.all([here(), there()]);
      expect(before[0]).toEqual(before[1]);
      const made = undone ? postgres.rehearse(organization.id, work) : postgres.write(organization.id, work);
      await made.catch(refused);
      const stored = await unkept();
      expect([change, by, await here()]).toEqual([change, by, stored]);
      expect([change, by, await there()]).toEqual([change, by, stored]);
    }
  });
  await fc.assert(law, { numRuns: 25 });
});

test("beside a writer nobody sees anything older than the revision says", async () => {
  const setPrice = (price: number) =>
    organization.write((tx) => changeService(tx, ids.serviceId, { price_minor: price, status: "active" }, null, now()));
  await organization.write((tx) => changeClinic(tx, ids.clinicId, { status: "active" }, null, now()));
  await setPrice(0);
  const { revision: first } = (await here()) as { revision: number };
  let last = 0;
  const writing = (async () => {
    for (let price = 1; price <= 50; price++) await setPrice(price);
  })().finally(() => (last = 50));
  while (last === 0) {
    const offers = (await Promise.all([here(), there()])) as { revision: number; price: number }[];
    for (const { revision, price } of offers) expect(price).toBeGreaterThanOrEqual(revision - first);
  }
  await writing;
  for (const reader of [here, there]) expect(await reader()).toMatchObject({ revision: first + 50, price: 50 });
});
