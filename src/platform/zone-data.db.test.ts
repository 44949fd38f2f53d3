import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestSupply } from "../../test/supply.ts";
import { openClinic } from "../supply/clinic-record.ts";
import type { Sql } from "./database.ts";
import { newId } from "./ids.ts";
import { compareZone, compareZones, differenceOf, firstDifference, samplesOf, warnOfZones } from "./zone-data.ts";
import { selectOffsets } from "./zone-data.sql.ts";

let organization: TestOrganization;

beforeAll(async () => {
  organization = await openTestOrganization();
  await useZones(await openTestSupply(organization));
});
afterAll(() => organization.close());

const instant = (text: string) => Temporal.Instant.from(text);
const summer2026 = instant("2026-07-01T10:00:00Z");

/** A clinic, a rule and an exception, each in a zone of its own, beside the clinics in Athens. */
async function useZones({ clinicId, chairId }: { clinicId: string; chairId: string }): Promise<void> {
  const { id, now } = organization;
  await organization.write(async (tx) => {
    await openClinic(tx, { name: "Kitsilano", timezone: "America/Vancouver" }, now);
    await tx.rows(
      `insert into schedule_rules (organization_id, id, resource_id, clinic_id, weekday, start_local, end_local, timezone,
         slot_minutes, lanes, priority, buffer_before_minutes, buffer_after_minutes, version, created_at, updated_at)
       values ($1, $2, $3, $4, 1, '09:00', '10:00', 'Africa/Cairo', 20, 1, 0, 0, 0, 1, $5, $5)`,
      [id, newId(), chairId, clinicId, now],
    );
    await tx.rows(
      `insert into schedule_exceptions (organization_id, id, kind, clinic_id, starts_at, ends_at, timezone, source, version,
         created_at, updated_at)
       values ($1, $2, 'blocked', $3, $4, $4::timestamptz + interval '1 hour', 'Asia/Tokyo', 'manual', 1, $4, $4)`,
      [id, newId(), clinicId, now],
    );
  });
}

/** Each hour of two years, asked of PostgreSQL and of the host's calendar without Temporal. */
async function slowly(zone: string): Promise<string | null> {
  const rows = await organization.postgres.directory<{ at: Temporal.Instant; shown: string }>(
    `select at, to_char(at at time zone $1, 'YYYY-MM-DD, HH24:MI') as shown
     from generate_series($2::timestamptz, $2::timestamptz + interval '2 years', interval '1 hour') as at`,
    [zone, summer2026],
  );
  const format = new Intl.DateTimeFormat("en-CA-u-hc-h23", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return rows.find(({ at, shown }) => format.format(at.epochMilliseconds) !== shown)?.at.toString() ?? null;
}

// British Columbia gave up its winter time in 2026, Moldova shifted the hour of its change: zone data of that year and of the
// year before differ from autumn on. The others change as they did.
test.each(["America/Vancouver", "Europe/Chisinau", "Europe/Athens", "Australia/Lord_Howe", "UTC"])(
  "%s differs from the instant on at which it does",
  async (zone) => {
    const difference = await compareZone(organization.postgres, zone, summer2026);
    expect(difference?.from.toString() ?? null).toBe(await slowly(zone));
  },
);

test("a change that only PostgreSQL knows is found to the quarter of an hour", async () => {
  const { postgres } = organization;
  const athens = {
    directory: <R extends object>(sql: Sql, [, at]: readonly unknown[]) =>
      postgres.directory<R>(sql, ["Europe/Athens", at]),
  };
  expect(await compareZone(athens, "Etc/GMT-3", summer2026)).toEqual({
    from: instant("2026-10-25T01:00:00Z"),
    node: 180,
    postgres: 120,
  });
});

test("zones of clinics, rules and exceptions are compared", async () => {
  const zones = await compareZones(organization.postgres, summer2026);
  expect([...zones.keys()]).toEqual(["Africa/Cairo", "America/Vancouver", "Asia/Tokyo", "Europe/Athens"]);
  expect(zones.get("Europe/Athens")).toBeNull();
});

test("a start warns of each zone that differs, and remembers all", async () => {
  const warnings: [object, string][] = [];
  const log = { warn: (about: object, message: string) => void warnings.push([about, message]) };
  const zones = new Map();
  await warnOfZones({ ...organization.house, now: () => summer2026 }, log, zones);
  const compared = await compareZones(organization.postgres, summer2026);
  expect(zones).toEqual(compared);
  const differing = [...compared].filter(([, difference]) => difference !== null);
  expect(warnings).toEqual(differing.map(([zone, difference]) => [{ zone }, differenceOf(zone, difference!)]));
});

test("a database that does not answer is a warning too", async () => {
  const warnings: string[] = [];
  const postgres = { ...organization.house.postgres, directory: () => Promise.reject(new Error("down")) };
  const log = { warn: (_: object, message: string) => void warnings.push(message) };
  await warnOfZones({ ...organization.house, postgres }, log, new Map());
  expect(warnings).toEqual(["the zone data could not be compared"]);
});

test("a zone that PostgreSQL does not know has no offsets there, which differs from any", async () => {
  expect(await selectOffsets(organization.postgres, "Mars/Olympus", [summer2026])).toEqual([null]);
  expect(firstDifference("Asia/Tokyo", [summer2026], [null])).toEqual({ from: summer2026, node: 540, postgres: null });
  expect(differenceOf("Asia/Tokyo", { from: summer2026, node: 540, postgres: null })).toBe(
    "From 2026-07-01T10:00:00Z on, Asia/Tokyo is +09:00 for Node and unknown for PostgreSQL.",
  );
});

test("looks around each change that Node knows, and twice a month for those that it does not", () => {
  const samples = samplesOf("Europe/Athens", summer2026).map((at) => at.toString());
  expect(samples).toEqual(
    expect.arrayContaining(["2026-10-25T00:59:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:01:00Z"]),
  );
  expect(samples.slice(0, 3)).toEqual(["2026-07-01T10:00:00Z", "2026-07-15T00:00:00Z", "2026-08-01T00:00:00Z"]);
  expect(samples.at(-1)).toBe("2029-07-01T00:00:00Z");
  expect(samples).toHaveLength(1 + 72 + 6 * 3);
});
