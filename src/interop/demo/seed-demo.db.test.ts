import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../../../test/database.ts";
import { ensureAppSignIn } from "../../platform/app-role.ts";
import { Postgres } from "../../platform/database.ts";
import { callerOf } from "../../people/authenticate.ts";
import { signIn } from "../../people/sign-in.ts";
import type { House } from "../../platform/house.ts";
import { verifyLaws } from "../laws/verify-laws.ts";
import { type SeededOrganization, seedDemo } from "./seed-demo.ts";

let postgres: Postgres;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await openTestDatabase();
  drop = () => database.drop();
  postgres = new Postgres(await ensureAppSignIn(database.ownerUrl), { connections: 4 });
});
afterAll(async () => {
  await postgres.close();
  await drop();
});

const noon = Temporal.Instant.from("2026-11-18T10:00:00Z");
const houseOn = (at: Temporal.Instant): House => ({ postgres, now: () => at, wake: () => {} });

const withoutTokens = ({ accounts, ...rest }: SeededOrganization) => ({
  ...rest,
  accounts: accounts.map(({ token: _, ...account }) => account),
});

async function statusesOf(organizationId: string, date: string): Promise<Record<string, number>> {
  const rows = await postgres.read(organizationId, (database) =>
    database.rows<{ status: string; count: number }>(
      "select status, count(*) from visits where organization_id = $1 and service_date = $2 group by 1",
      [organizationId, date],
    ),
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

const rowCounts = async (organizationId: string): Promise<object> => {
  const tables = [
    "clinics",
    "resources",
    "schedule_rules",
    "services",
    "patients",
    "slots",
    "appointments",
    "events",
    "visits",
    "payments",
    "accounts",
  ];
  const counts = tables.map((table) => `(select count(*) from ${table} where organization_id = $1) as ${table}`);
  const [row] = await postgres.read(organizationId, (database) =>
    database.rows(`select ${counts.join(", ")}`, [organizationId]),
  );
  return row!;
};

test("a demo has a live day in which every law holds, and seeding it again changes nothing", async () => {
  const [first] = (await seedDemo(houseOn(noon), { seed: 1, clinics: 2 })).organizations as [SeededOrganization];
  const counts = await rowCounts(first.id);

  expect(first.slug).toBe("demo");
  expect(first.clinics.map(({ name, timezone }) => [name, timezone])).toEqual([
    ["Athens Clinic", "Europe/Athens"],
    ["Cairo Clinic", "Africa/Cairo"],
  ]);
  expect(first.patients).toHaveLength(120);
  expect(new Set(first.accounts.map(({ role }) => role))).toEqual(new Set(["admin", "receptionist", "doctor"]));
  expect(await statusesOf(first.id, "2026-11-18")).toMatchObject({
    waiting: expect.any(Number) as number,
    called: expect.any(Number) as number,
    in_progress: expect.any(Number) as number,
    pending_payment: expect.any(Number) as number,
    completed: expect.any(Number) as number,
    scheduled: expect.any(Number) as number,
  });
  expect(await statusesOf(first.id, "2026-11-20")).toHaveProperty("scheduled");
  expect(await verifyLaws(postgres, first.id)).toEqual([]);

  const [again] = (await seedDemo(houseOn(noon.add({ hours: 30 })), { seed: 1, clinics: 3 })).organizations as [
    SeededOrganization,
  ];
  expect(withoutTokens(again)).toEqual(withoutTokens(first));
  expect(await rowCounts(first.id)).toEqual(counts);
});

test("every clinic has a pool that was drawn upon, and an hour that is for one service", async () => {
  const { organizations } = await seedDemo(houseOn(noon), { seed: 1, clinics: 2 });
  const { id, clinics, services } = organizations[0]!;
  const [row] = await postgres.read(id, (database) =>
    database.rows<Record<string, unknown>>(
      `select
         (select count(*) from pools where organization_id = $1) as pools,
         (select count(distinct c.resource_id) from resource_claims c
          join pool_resources m on m.organization_id = $1 and m.resource_id = c.resource_id where c.organization_id = $1) as rooms_used,
         (select array_agg(distinct service_id) from schedule_rules where organization_id = $1 and priority > 0 and room_id is not null)
           as reserved_for`,
      [id],
    ),
  );
  const vaccination = services.find(({ name }) => name === "Vaccination")!;
  const poolsOfWard = 2;
  expect(row).toMatchObject({ pools: clinics.length + poolsOfWard, reserved_for: [vaccination.id] });
  expect(row!.rooms_used).toBeGreaterThan(1);
});

test("its accounts can sign in, and its tokens open the door", async () => {
  const { organizations } = await seedDemo(houseOn(noon), { seed: 1, clinics: 2 });
  for (const { email, password, role, token } of organizations[0]!.accounts) {
    expect((await signIn(houseOn(noon), email, password)).account).toMatchObject({ email, role });
    expect(await callerOf(houseOn(noon), "token", token)).toMatchObject({ role });
  }
});

test("just after midnight there is life in the queue too", async () => {
  const justAfterMidnight = Temporal.Instant.from("2026-11-18T22:05:00Z");
  const { organizations } = await seedDemo(houseOn(justAfterMidnight), { seed: 7, clinics: 1 });
  expect(organizations[0]!.slug).toBe("demo-7");
  expect(await statusesOf(organizations[0]!.id, "2026-11-19")).toMatchObject({
    waiting: 2,
    called: 1,
    in_progress: 1,
    pending_payment: 1,
    completed: 1,
  });
  expect(await verifyLaws(postgres, organizations[0]!.id)).toEqual([]);
});
