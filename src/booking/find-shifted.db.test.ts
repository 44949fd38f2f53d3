import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestSupply } from "../../test/supply.ts";
import { offerService } from "../demand/service-record.ts";
import { registerPatient } from "../people/patient-record.ts";
import { newId } from "../platform/ids.ts";
import { findShifted, type Shifted } from "./find-shifted.ts";

let organization: TestOrganization;
let ids: { clinicId: string; otherClinicId: string; patientId: string; serviceId: string };

beforeAll(async () => {
  organization = await openTestOrganization();
  const { clinicId, otherClinicId, practitionerId } = await openTestSupply(organization);
  ids = await organization.write(async (tx) => {
    const at = { clinic_ids: [clinicId], practitioner_ids: [practitionerId] };
    const wanted = { name: "Consultation", duration_minutes: 20, price_minor: 100, ...at };
    const { id: serviceId } = await offerService(tx, wanted, organization.now);
    const { id: patientId } = await registerPatient(tx, { name: "Maria" }, organization.now);
    return { clinicId, otherClinicId, patientId, serviceId };
  });
});
afterAll(() => organization.close());

/** Only what a test promises counts in it. */
beforeEach(() =>
  organization.write((tx) =>
    tx.rows("update appointments set status = 'expired' where organization_id = $1", [tx.organizationId]),
  ),
);

interface Promised {
  at: string;
  local: string;
  zone?: string;
  status?: string;
  holdExpiresAt?: string | null;
  clinicId?: string;
  count?: number;
}

/** Writes down appointments as the zone data of another year understood them, and answers the id of the first. */
async function promise(promised: Promised): Promise<string> {
  const batch = newId();
  const { at, local, zone = "Europe/Athens", status = "confirmed", holdExpiresAt = null, count = 1 } = promised;
  const { clinicId, patientId, serviceId } = { ...ids, ...promised };
  await organization.write((tx) =>
    tx.rows(
      `insert into appointments (organization_id, id, booking_id, clinic_id, patient_id, service_id, starts_at, ends_at,
         starts_local, timezone, service_date, status, hold_expires_at, booking_source, service_name, duration_minutes,
         price_minor, currency, consultation_mode, reschedule_count, overlap_waived, created_at, updated_at, version)
       select $1, gen_random_uuid(), $12::text || n, $2, $3, $4, $5::timestamptz, $5::timestamptz + interval '20 minutes',
         $6::timestamp, $7, $6::timestamp::date, $8, $9::timestamptz, 'phone', 'Consultation', 20,
         100, 'EUR', 'in_person', 0, true, $10, $10, 1
       from generate_series(1, $11::integer) as n`,
      [
        tx.organizationId,
        clinicId,
        patientId,
        serviceId,
        at,
        local,
        zone,
        status,
        holdExpiresAt,
        organization.now,
        count,
        batch,
      ],
    ),
  );
  return `${batch}1`;
}

const now = Temporal.Instant.from("2026-10-20T08:00:00Z");

async function shifted(): Promise<Shifted[]> {
  const found: Shifted[] = [];
  for await (const one of findShifted(organization.postgres, organization.id, now)) found.push(one);
  return found;
}

// Athens repeats 03:00 to 04:00 on 2026-10-25, until 01:00Z, and skips it on 2027-03-28.
test.each<[string, Promised]>([
  ["an appointment as it was booked", { at: "2026-11-20T07:00:00Z", local: "2026-11-20 09:00" }],
  ["one in the repeated hour, the first time", { at: "2026-10-25T00:30:00Z", local: "2026-10-25 03:30" }],
  ["one in the repeated hour, the second time", { at: "2026-10-25T01:30:00Z", local: "2026-10-25 03:30" }],
  ["a shifted one that nobody keeps", { at: "2026-11-20T06:00:00Z", local: "2026-11-20 09:00", status: "expired" }],
  ["a shifted one of the past", { at: "2026-10-20T07:30:00Z", local: "2026-10-20 09:30" }],
  [
    "a shifted hold that ran out",
    { at: "2026-11-20T06:00:00Z", local: "2026-11-20 09:00", status: "held", holdExpiresAt: "2026-10-20T08:00:00Z" },
  ],
])("not found: %s", async (_, promised) => {
  await promise(promised);
  expect(await shifted()).toEqual([]);
});

test.each<[string, Promised, string | null]>([
  ["stored an hour early", { at: "2026-11-20T06:00:00Z", local: "2026-11-20 09:00" }, "2026-11-20T07:00:00Z"],
  ["pending", { at: "2026-11-20T06:00:00Z", local: "2026-11-20 09:00", status: "pending" }, "2026-11-20T07:00:00Z"],
  [
    "held",
    { at: "2026-11-20T06:00:00Z", local: "2026-11-20 09:00", status: "held", holdExpiresAt: "2026-10-20T08:01:00Z" },
    "2026-11-20T07:00:00Z",
  ],
  ["a time that clocks skip", { at: "2027-03-28T00:30:00Z", local: "2027-03-28 03:30" }, null],
  ["of a zone that is no more", { at: "2026-11-20T07:00:00Z", local: "2026-11-20 09:00", zone: "Mars/Olympus" }, null],
  [
    "on the last day of a zone that lies behind",
    { at: "2026-10-20T08:30:00Z", local: "2026-10-19 23:30", zone: "Pacific/Pago_Pago" },
    "2026-10-20T10:30:00Z",
  ],
])("found: %s", async (_, promised, startsAtNow) => {
  const bookingId = await promise(promised);
  const [only, ...others] = await shifted();
  expect(others).toEqual([]);
  expect(JSON.parse(JSON.stringify(only))).toEqual({
    booking_id: bookingId,
    clinic_id: ids.clinicId,
    starts_local: promised.local.replace(" ", "T") + ":00",
    timezone: promised.zone ?? "Europe/Athens",
    starts_at: promised.at,
    starts_at_now: startsAtNow,
  });
});

test("each is found once, over many pages, clinic by clinic", async () => {
  const early = { at: "2026-11-20T06:00:00Z", local: "2026-11-20 09:00" };
  await promise({ ...early, count: 600 });
  await promise({ ...early, clinicId: ids.otherClinicId, count: 600 });
  await promise({ at: "2026-11-21T06:00:00Z", local: "2026-11-21 09:00" });
  const found = await shifted();
  expect(new Set(found.map(({ booking_id }) => booking_id)).size).toBe(1_201);
  expect(found.map(({ clinic_id, starts_local }) => `${clinic_id} ${starts_local}`)).toEqual([
    ...Array<string>(600).fill(`${ids.clinicId} 2026-11-20T09:00:00`),
    `${ids.clinicId} 2026-11-21T09:00:00`,
    ...Array<string>(600).fill(`${ids.otherClinicId} 2026-11-20T09:00:00`),
  ]);
});
