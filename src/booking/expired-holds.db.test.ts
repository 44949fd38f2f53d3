import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestSupply } from "../../test/supply.ts";
import { epochMinuteOf } from "../core/zones.ts";
import { offerService } from "../demand/service-record.ts";
import { registerPatient } from "../people/patient-record.ts";
import { newId } from "../platform/ids.ts";
import { placeClaims } from "../supply/availability.ts";
import { insertClaims } from "./claims.sql.ts";
import { chooseCandidate } from "./find-starts.ts";
import { expiredHoldsIn, type Offer, readOffer, withoutAppointment } from "./offer.ts";

/** A chair of two lanes, wanted for half an hour at 10:00, and the holds that lie around it. */
let organization: TestOrganization;
let ids: { clinicId: string; chairId: string; serviceId: string; patientId: string };

beforeAll(async () => {
  organization = await openTestOrganization();
  const { now } = organization;
  const { clinicId, chairId } = await openTestSupply(organization);
  ids = await organization.write(async (tx) => {
    const phases = [{ starts_minute: 0, ends_minute: 30, need: "resource" as const, resource_id: chairId }];
    const wanted = { name: "Infusion", duration_minutes: 30, price_minor: 100, clinic_ids: [clinicId], phases };
    const { id: serviceId } = await offerService(tx, wanted, now);
    const { id: patientId } = await registerPatient(tx, { name: "Maria" }, now);
    return { clinicId, chairId, serviceId, patientId };
  });
});
afterAll(() => organization.close());

const at = (time: string) => Temporal.Instant.from(`2026-11-03T${time}:00Z`);
const now = Temporal.Instant.from("2026-11-02T12:00:00Z");

interface Hold {
  from: string;
  to: string;
  runsOut: string;
  lane?: number;
  ofPatient?: boolean;
}

/** Holds the chair for somebody, or the patient's own time. */
async function hold({ from, to, runsOut, lane = 1, ofPatient = false }: Hold): Promise<string> {
  const id = newId();
  const range = [epochMinuteOf(at(from)), epochMinuteOf(at(to))] as const;
  await organization.write(async (tx) => {
    const patientId = ofPatient ? ids.patientId : (await registerPatient(tx, { name: "Nikos" }, organization.now)).id;
    await tx.rows(
      `insert into appointments (organization_id, id, booking_id, clinic_id, patient_id, service_id, starts_at, ends_at, starts_local,
         timezone, service_date, status, hold_expires_at, booking_source, service_name, duration_minutes, price_minor, currency,
         consultation_mode, reschedule_count, overlap_waived, created_at, updated_at, version)
       values ($1, $2::uuid, $2::uuid::text, $3, $4, $5, $6::timestamptz, $7, $6::timestamptz at time zone 'Europe/Athens', 'Europe/Athens',
         '2026-11-03', 'held', $8, 'online', 'Infusion', 30, 100, 'EUR', 'in_person', 0, false, $9, $9, 1)`,
      [tx.organizationId, id, ids.clinicId, patientId, ids.serviceId, at(from), at(to), runsOut, organization.now],
    );
    const claim = { phase: 1, resourceId: ids.chairId, lane, range, lead: range };
    await insertClaims(tx, id, "held", ofPatient ? [] : [claim]);
  });
  return id;
}

const offer = (): Promise<Offer> =>
  organization.read((database) =>
    readOffer(database, { ...ids, practitionerId: null, from: at("10:00"), to: at("10:01") }, now),
  );

/** The holds in the way of 10:00 to 10:30. */
function inTheWay(offer: Offer): string[] {
  const start = epochMinuteOf(at("10:00"));
  const choice = chooseCandidate(offer, start);
  if ("reasons" in choice) throw new Error(`Nobody can take it: ${JSON.stringify(choice.reasons)}`);
  const claims = placeClaims(choice.candidate.plan, start)!;
  return expiredHoldsIn(offer, choice.candidate, claims, [start, start + 30]);
}

test("what ran out stands in nobody's way, and who takes its place learns of it", async () => {
  const ranOut = "2026-11-02T12:00:00Z";
  const overlapping = await hold({ from: "10:15", to: "10:45", runsOut: ranOut });
  const ofPatient = await hold({ from: "09:45", to: "10:15", runsOut: ranOut, ofPatient: true });
  await hold({ from: "09:15", to: "10:00", runsOut: ranOut });
  await hold({ from: "10:30", to: "11:00", runsOut: ranOut, ofPatient: true });
  await hold({ from: "10:00", to: "10:30", runsOut: ranOut, lane: 2 });
  const found = await offer();
  expect(inTheWay(found)).toEqual([overlapping, ofPatient].sort());
  expect(inTheWay(withoutAppointment(found, overlapping))).toEqual([ofPatient]);
});

test("what has a second left is taken", async () => {
  await organization.write((tx) =>
    tx.rows("update appointments set hold_expires_at = $2 where organization_id = $1", [
      tx.organizationId,
      now.add({ seconds: 1 }),
    ]),
  );
  const choice = chooseCandidate(await offer(), epochMinuteOf(at("10:00")));
  expect(choice).toMatchObject({
    reasons: [{ code: "patient_busy" }, { code: "claimed" }, { code: "claimed" }],
    isTaken: true,
  });
});
