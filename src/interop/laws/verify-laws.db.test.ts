import { randomBytes } from "node:crypto";
import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openTestDatabase } from "../../../test/database.ts";
import { urlOfDatabase, withClient } from "../../../test/postgres-server.ts";
import { ensureAppSignIn } from "../../platform/app-role.ts";
import { Postgres } from "../../platform/database.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import { type Breach, verifyLaws } from "./verify-laws.ts";

/** A demo clinic with a day under way; every test breaks a copy of it. */
let seeded: { name: string; organizationId: string; drop: () => Promise<void> };

beforeAll(async () => {
  const database = await openTestDatabase();
  const { ownerUrl } = database;
  const postgres = new Postgres(await ensureAppSignIn(ownerUrl), { connections: 4 });
  const now = () => Temporal.Instant.from("2026-11-18T10:00:00Z");
  const { organizations } = await seedDemo({ postgres, now, wake: () => {} }, { seed: 1, clinics: 1 });
  await postgres.close();
  seeded = {
    name: new URL(ownerUrl).pathname.slice(1),
    organizationId: organizations[0]!.id,
    drop: () => database.drop(),
  };
});
afterAll(() => seeded.drop());

/** Runs statements as the owner, whom neither row-level security nor, once dropped, a constraint stops; then looks. */
async function breachesAfter(...statements: string[]): Promise<Breach[]> {
  const serverUrl = inject("serverUrl");
  const name = `${seeded.name}_${randomBytes(4).toString("hex")}`;
  await withClient(serverUrl, (client) => client.query(`create database ${name} template ${seeded.name}`));
  const ownerUrl = urlOfDatabase(serverUrl, name);
  const postgres = new Postgres(await ensureAppSignIn(ownerUrl), { connections: 1 });
  try {
    await withClient(ownerUrl, (client: pg.Client) => client.query(statements.join("; ")));
    return await verifyLaws(postgres, seeded.organizationId);
  } finally {
    await postgres.close();
    await withClient(serverUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}

const brokenBy = (breaches: Breach[]): string[] => [...new Set(breaches.map(({ law, title }) => `${law} ${title}`))];

const law1claims = "1 Live claims of one resource lane do not overlap";
const law1lead = "1 Live claims of one resource lane do not overlap what another one keeps free before it";
const law1patients = "1 Live appointments of one patient do not overlap, unless waived";
const law2phases = "2 A live appointment has exactly the claims that the phases it was booked with need";
const law2whole = "2 A live appointment has one live claim for each phase, within its time and buffers";
const law2dead = "2 A dead appointment has no live claims";
const law3 = "3 A slot is booked (held) exactly when a live (held) claim of its resource covers it";
const law4appointment = "4 An appointment has exactly one visit and one payment";
const law4walkIn = "4 A walk-in visit has no appointment and one payment";
const law5 = "5 The queue numbers given for a clinic's date are 1..n";
const law6entries = "6 The entries of a payment add up to what is paid, without those that were voided";
const law6shares = "6 The shares of a payment add up to its total";
const law6bounds = "6 No amount is negative, and no more is paid than is owed";
const law6status = "6 A payment is called paid when it is paid in full, and refunded when nothing of it is left";
const law6totals =
  "6 A visit is charged its price and its adjustments, and comes to that, or to what was paid as long as that is more";
const law6voids =
  "6 A void is of one entry of its payment, by the same amount, method, clinic and date, and of no void";
const law6receipts = "6 The receipts of a clinic are numbered 1..n";
const law6drawers = "6 A closed cash drawer expects its float and the cash of its account and date";
const law6days = "6 A closed date comes to the money that was moved on it";
const law7own = "7 Who is admitted to a session claims one of its beds, and that is the bed that was given";
const law7once = "7 No bed of a session is claimed by two who are admitted to it, and so no more are than it has beds";
const law7within = "7 Who is admitted to a session is treated within its time, at its clinic and with its service";
const law7rules = "7 The beds of a session rule have its time, for its service alone";
const law9replay = "9 Replaying an appointment's events gives its row";
const law9versions = "9 An appointment's events are numbered 1..n without a gap, and its version is n";
const law9visit = "9 Replaying a visit's events gives its row";
const law9visitVersions = "9 A visit's events are numbered 1..n without a gap, and its version is n";

/** Dead or alive, by the oldest id. */
const firstClaim = (status: string) => `(select min(id::text)::uuid from resource_claims where status = '${status}')`;
const confirmed = "(select min(id::text)::uuid from appointments where status = 'confirmed')";
const paid = "(select min(id::text)::uuid from payments where status = 'paid')";

/** Takes the receipt of a paid payment back, by an amount. */
const voidOf = (amount: string) => `
  insert into payment_entries (organization_id, id, payment_id, clinic_id, kind, amount_minor, method, occurred_at, occurred_on, voids_entry_id,
    receipt_number)
  select organization_id, gen_random_uuid(), payment_id, clinic_id, 'void', ${amount}, method, occurred_at, occurred_on, id, 1000000
  from payment_entries where payment_id = ${paid} limit 1`;

const settled = "(select min(id::text)::uuid from visits where status = 'completed')";

/** Who is admitted first, and the bed that is kept for them. */
const admitted = `(select a.id, a.session_id, c.resource_id as bed_id, a.starts_at from appointments a
  join resource_claims c on c.appointment_id = a.id and c.status = 'active'
  join session_beds b on b.session_id = a.session_id and b.bed_id = c.resource_id
  where a.bed_id is null order by a.starts_at, a.id limit 1)`;

/** Says so in the row and in its first event, so that replaying gives the row. */
const written = (column: string, value: string, id: string) => `
  update events set change = change || jsonb_build_object('${column}', ${value}) where version = 1 and subject_id = ${id};
  update appointments set ${column} = ${value} where id = ${id}`;

/** Admits somebody who has the same bed in the next session to the one before, which lasts as long now. */
const bedTwice = `
  create table twice as select one.session_id as first_id, other.id as other_id, s.ends_at
    from appointments one
    join resource_claims c on c.appointment_id = one.id and c.status = 'active'
    join session_beds b on b.session_id = one.session_id and b.bed_id = c.resource_id
    join resource_claims d on d.resource_id = c.resource_id and d.status = 'active' and d.starts_at > c.starts_at
    join appointments other on other.id = d.appointment_id and other.session_id <> one.session_id
    join sessions s on s.id = other.session_id and s.service_date = one.service_date
    where one.bed_id is null and other.bed_id is null order by one.starts_at, other.starts_at limit 1;
  update sessions set ends_at = t.ends_at from twice t where id = t.first_id;
  ${written("session_id", "(select first_id from twice)", "(select other_id from twice)")}`;

const copyOfClaim = (shift: string) => `
  alter table resource_claims drop constraint resource_claims_no_overlap, drop constraint resource_claims_lead_no_overlap;
  insert into resource_claims select organization_id, appointment_id, gen_random_uuid(), phase, resource_id, lane,
    starts_at + interval '${shift}', ends_at + interval '${shift}', status,
    lead_starts_at + interval '${shift}', lead_ends_at + interval '${shift}'
  from resource_claims where appointment_id = ${confirmed} and status = 'active'`;

const broken: [what: string, statements: string[], laws: string[]][] = [
  ["nothing is broken", ["select 1"], []],
  ["a claim that is there twice", [copyOfClaim("0")], [law1claims, law1lead, law2whole, law3]],
  [
    "a claim that begins within another",
    [copyOfClaim("1 minute")],
    [law1claims, law1lead, law2phases, law2whole, law3],
  ],
  [
    "an appointment that is moved onto another one of its patient",
    [
      "alter table appointments drop constraint appointments_patient_no_overlap",
      `insert into appointments select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'booking_id', 'COPY'))).*
       from appointments a where id = ${confirmed}`,
    ],
    [law1patients, law2phases, law2whole, law4appointment, law9replay, law9versions],
  ],
  [
    "a claim that ends too early",
    [
      `update resource_claims set ends_at = ends_at - interval '1 minute', lead_ends_at = lead_ends_at - interval '1 minute'
       where appointment_id = ${confirmed} and status = 'active'`,
    ],
    [law2phases],
  ],
  [
    "a claim that is gone",
    [`delete from resource_claims where id = ${firstClaim("active")}`],
    [law2phases, law2whole, law3],
  ],
  [
    "a claim that is released too early",
    [`update resource_claims set status = 'released' where id = ${firstClaim("active")}`],
    [law2phases, law2whole, law3],
  ],
  [
    "a claim that is only held",
    [`update resource_claims set status = 'held' where id = ${firstClaim("active")}`],
    [law2whole, law3],
  ],
  [
    "a claim that outlives its appointment",
    [`update resource_claims set status = 'active' where id = ${firstClaim("released")}`],
    [law2dead, law3],
  ],
  [
    "a slot that says it is free",
    [
      "update slots set active_claims = 0 where (resource_id, starts_at) = (select resource_id, starts_at from slots where status = 'booked' limit 1)",
    ],
    [law3],
  ],
  [
    "a slot that says it is held",
    [
      "update slots set held_claims = 1 where (resource_id, starts_at) = (select resource_id, starts_at from slots where status = 'available' limit 1)",
    ],
    [law3],
  ],
  [
    "a payment without its visit's appointment",
    [`update payments set appointment_id = null where appointment_id = ${confirmed}`],
    [law4appointment],
  ],
  [
    "an appointment without a visit",
    ["set session_replication_role = replica", `delete from visits where appointment_id = ${confirmed}`],
    [law4appointment, law9visitVersions],
  ],
  [
    "a walk-in that costs nothing at all",
    [
      "set session_replication_role = replica",
      "delete from payments where visit_id = (select id from visits where status = 'called' and appointment_id is null limit 1)",
    ],
    [law4walkIn],
  ],
  [
    "a queue number that was skipped",
    ["update visits set queue_number = 1000 where id = (select id from visits where queue_number = 2 limit 1)"],
    [law5, law9visit],
  ],
  [
    "a queue number that was given twice",
    [
      "drop index visits_queue_number_key",
      "update visits v set queue_number = 1 where id = (select id from visits where queue_number = 2 limit 1)",
    ],
    [law5, law9visit],
  ],
  ["a counter that runs ahead", ["update queue_counters set last_number = last_number + 1"], [law5]],
  ["a counter that is lost", ["delete from queue_counters"], [law5]],
  [
    "an entry that nobody booked",
    [
      `insert into payment_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'receipt_number', 1000000))).*
        from payment_entries e where payment_id = ${paid} limit 1`,
    ],
    [law6entries, law6receipts],
  ],
  [
    "an entry that was changed",
    [`update payment_entries set amount_minor = amount_minor + 1 where payment_id = ${paid}`],
    [law6entries],
  ],
  [
    "shares that lose a cent",
    [
      "alter table payments drop constraint payments_shares_add_up",
      `update payments set clinic_share_minor = clinic_share_minor - 1 where id = ${paid}`,
    ],
    [law6shares],
  ],
  [
    "a negative share",
    [
      "alter table payments drop constraint payments_shares_not_negative",
      `update payments set clinic_share_minor = -1, practitioner_share_minor = total_minor + 1 where id = ${paid}`,
    ],
    [law6bounds],
  ],
  [
    "more paid than owed",
    [
      "alter table payments drop constraint payments_paid_within_total, drop constraint payments_paid_in_full",
      "alter table payments drop constraint payments_total_is_charge_or_paid",
      `update payments set amount_paid_minor = total_minor + 1 where id = ${paid}`,
    ],
    [law6entries, law6bounds, law6status, law6totals],
  ],
  [
    "a payment that is called paid and is not",
    [
      "alter table payments drop constraint payments_paid_in_full",
      `update payments set amount_paid_minor = amount_paid_minor - 1 where id = ${paid}`,
    ],
    [law6entries, law6status],
  ],
  [
    "a payment that is called refunded and is not",
    [`update payments set status = 'refunded', paid_at = null, amount_paid_minor = 0 where id = ${paid}`],
    [law6entries],
  ],
  [
    "a charge without an adjustment",
    [
      `update payments set charge_minor = charge_minor + 1, total_minor = total_minor + 1, clinic_share_minor = clinic_share_minor + 1
        where id = (select min(id::text)::uuid from payments where status = 'pending' and amount_paid_minor = 0)`,
    ],
    [law6totals],
  ],
  [
    "a void of another amount",
    [voidOf("amount_minor + 1"), "update receipt_counters set last_number = 0"],
    [law6entries, law6voids, law6receipts],
  ],
  ["a receipt counter that runs ahead", ["update receipt_counters set last_number = last_number + 1"], [law6receipts]],
  [
    "a receipt that was left out",
    ["update payment_entries set receipt_number = 1000000 where receipt_number = 1"],
    [law6receipts],
  ],
  [
    "a closed drawer that expects something else",
    [
      `insert into cash_drawers (organization_id, id, clinic_id, account_id, business_date, float_minor, currency, status, expected_minor,
         counted_minor, opened_at, closed_at, updated_at, version)
       select e.organization_id, gen_random_uuid(), e.clinic_id, a.id, e.occurred_on, 0, 'EUR', 'closed', -1, 0, now(), now(), now(), 1
       from payment_entries e join accounts a on a.organization_id = e.organization_id limit 1`,
    ],
    [law6drawers],
  ],
  [
    "a date that was closed with other figures",
    [
      `insert into day_closes (organization_id, clinic_id, business_date, figures, closed_at, version)
       select organization_id, clinic_id, occurred_on, '{"totals": []}', now(), 1 from payment_entries
       where payment_id = ${paid} limit 1`,
    ],
    [law6days],
  ],
  [
    "a session that lost the bed that somebody claims",
    [`delete from session_beds b using ${admitted} a where b.session_id = a.session_id and b.bed_id = a.bed_id`],
    [law7own],
  ],
  [
    "a bed that was given and is not the one that is claimed",
    [
      `create table other as select a.id, (select max(b.bed_id::text)::uuid from session_beds b
         where b.session_id = a.session_id and b.bed_id <> a.bed_id) as bed_id from ${admitted} a`,
      written("bed_id", "(select bed_id from other)", "(select id from other)"),
    ],
    [law7own],
  ],
  ["a bed of a session that two claim", [bedTwice], [law7once]],
  [
    "a session that begins after its patients",
    [
      `update sessions s set starts_at = s.starts_at + interval '1 minute' from ${admitted} a where s.id = a.session_id`,
    ],
    [law7within],
  ],
  [
    "a session of something else than its patients have",
    [
      `update sessions s set service_id = (select min(v.id::text)::uuid from services v where v.id <> s.service_id)
       from ${admitted} a where s.id = a.session_id`,
    ],
    [law7within],
  ],
  [
    "a bed with other hours than its session rule",
    [
      `update schedule_rules set start_local = start_local + interval '1 minute'
       where id = (select min(id::text)::uuid from schedule_rules where session_rule_id is not null)`,
    ],
    [law7rules],
  ],
  [
    "a bed that its session rule opens for every service",
    [
      `update schedule_rules set service_id = null
       where id = (select min(id::text)::uuid from schedule_rules where session_rule_id is not null)`,
    ],
    [law7rules],
  ],
  [
    "a visit that was changed behind its events",
    [`update visits set called_at = called_at - interval '1 minute' where id = ${settled}`],
    [law9visit],
  ],
  [
    "a visit whose version ran ahead",
    [`update visits set version = version + 1 where id = ${settled}`],
    [law9visit, law9visitVersions],
  ],
  [
    "a visit whose first event is lost",
    [`delete from events where version = 1 and subject_id = ${settled}`],
    [law9visit, law9visitVersions],
  ],
  [
    "a visit whose last event is lost",
    [
      `delete from events where subject_id = ${settled} and version = (select version from visits where id = ${settled})`,
    ],
    [law9visit, law9visitVersions],
  ],
  [
    "a snapshot behind events that say more",
    [`update events set kind = 'snapshot' where version = 3 and subject_id = ${settled}`],
    [law9visitVersions],
  ],
  [
    "an appointment that was changed behind its events",
    [`update appointments set notes = 'silently' where id = ${confirmed}`],
    [law9replay],
  ],
  [
    "an event that was changed",
    [`update events set change = change || '{"status": "completed"}' where subject_id = ${confirmed}`],
    [law9replay],
  ],
  ["an event that was deleted", [`delete from events where subject_id = ${confirmed}`], [law9replay, law9versions]],
  [
    "an event between two that was deleted",
    [
      "delete from events where version = 2 and subject_id = (select subject_id from events where version = 3 and subject = 'appointment' limit 1)",
    ],
    [law9replay, law9versions],
  ],
  [
    "events without an appointment",
    [
      `insert into events select (jsonb_populate_record(e, jsonb_build_object('subject_id', gen_random_uuid()))).* from events e where subject_id = ${confirmed}`,
    ],
    [law9versions],
  ],
];

test.for(broken)("%s", async ([, statements, laws]) => {
  const breaches = await breachesAfter(...statements);
  expect(brokenBy(breaches)).toEqual(laws);
  for (const { organization_id, rows } of breaches) {
    expect(organization_id).toBe(seeded.organizationId);
    expect(rows.length).toBeGreaterThan(0);
  }
});

test("a breach names what is involved, and nobody", async () => {
  const [breach] = await breachesAfter(
    "update queue_counters set last_number = last_number + 2 where service_date = '2026-11-17'",
  );
  const [row] = breach!.rows as { given: number }[];
  expect(row).toMatchObject({
    service_date: "2026-11-17",
    lowest: 1,
    highest: row!.given,
    missing: [row!.given + 1, row!.given + 2],
    repeated: [],
  });
});

test("a changed appointment is told with the names of its columns, not with what they hold", async () => {
  const [breach] = await breachesAfter(
    `update appointments set notes = 'a secret', duration_minutes = 7 where id = ${confirmed}`,
  );
  expect(breach!.rows).toEqual([
    { appointment_id: expect.any(String) as string, differs_in: ["duration_minutes", "notes"] },
  ]);
});

test("a service that changes later does not make its earlier bookings a breach", async () => {
  const later = "updated_at = updated_at + interval '30 days'";
  expect(await breachesAfter(`update services set buffer_after_minutes = 30, ${later}`)).toEqual([]);
});
