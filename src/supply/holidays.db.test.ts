import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { newId } from "../platform/ids.ts";
import { openClinic } from "./clinic-record.ts";
import { suggestHolidays } from "./suggest-holidays.ts";

let organization: TestOrganization;
let clinicId: string;

beforeAll(async () => {
  organization = await openTestOrganization();
  clinicId = await open("GR");
});
afterAll(() => organization.close());

async function open(country: string | null): Promise<string> {
  const wanted = { name: "Clinic", timezone: "Europe/Athens", country };
  return (await organization.write((tx) => openClinic(tx, wanted, organization.now))).id;
}

async function close(from: string, to: string, said: { source?: string; clinic_id?: string | null } = {}) {
  const { source = "holiday", clinic_id = clinicId } = said;
  const id = newId();
  await organization.write((tx) =>
    tx.rows(
      `insert into schedule_exceptions (organization_id, id, kind, clinic_id, starts_at, ends_at, timezone, source, version, created_at,
         updated_at)
       values ($1, $2, 'blocked', $3, $4, $5, 'Europe/Athens', $6, 1, $7, $7)`,
      [tx.organizationId, id, clinic_id, from, to, source, organization.now],
    ),
  );
  return id;
}

const suggest = (clinic: string, year = 2026) => suggestHolidays(organization.house, organization.id, clinic, year);

test("each holiday names the closure that was confirmed for it", async () => {
  const easter = await close("2026-04-09T21:00Z", "2026-04-13T21:00Z");
  const christmas = await close("2026-12-24T22:00Z", "2026-12-25T22:00Z", { clinic_id: null });
  await close("2026-04-30T21:00Z", "2026-05-01T21:00Z", { source: "manual" });
  await close("2026-01-05T22:00Z", "2026-01-06T22:00Z", { clinic_id: await open("GR") });
  const confirmed = (await suggest(clinicId))
    .filter(({ schedule_exception_id: id }) => id !== null)
    .map(({ date, schedule_exception_id: id }) => [date.toString(), id]);
  expect(confirmed).toEqual([
    ["2026-04-10", easter],
    ["2026-04-12", easter],
    ["2026-04-13", easter],
    ["2026-12-25", christmas],
  ]);
});

test("a clinic that does not exist, and one without a country", async () => {
  await expect(suggest(newId())).rejects.toMatchObject({ code: "not_found", errors: [{ pointer: "/clinic_id" }] });
  const detail = "The clinic has no country.";
  await expect(suggest(await open(null))).rejects.toMatchObject({
    code: "invalid_request",
    errors: [{ pointer: "/clinic_id", detail }],
  });
});
