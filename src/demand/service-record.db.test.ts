import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestSupply } from "../../test/supply.ts";
import { newId } from "../platform/ids.ts";
import { defaultPhases, nothingNamed } from "./check-phases.ts";
import { readNeededService } from "./needed-service.ts";
import { changeService, offerService } from "./service-record.ts";
import { findService, listClinicServices, listServices } from "./services.sql.ts";

let organization: TestOrganization;
let supply: Awaited<ReturnType<typeof openTestSupply>>;

beforeAll(async () => {
  organization = await openTestOrganization({ currency: "EGP", country: "EG" });
  supply = await openTestSupply(organization);
});
afterAll(() => organization.close());

const checkUp = { name: "Check-up", duration_minutes: 30, price_minor: 12_000_000_000 };
const offer = (wanted: Partial<Parameters<typeof offerService>[1]> = {}) =>
  organization.write((tx) => offerService(tx, { ...checkUp, ...wanted }, organization.now));
const change = (id: string, wanted: Parameters<typeof changeService>[2], expected: number | null = null) =>
  organization.write((tx) => changeService(tx, id, wanted, expected, organization.now));
const find = (id: string) => organization.read((database) => findService(database, id));

test("a service is stored as said, in the organization's currency, with a practitioner for all of it", async () => {
  const service = await offer();
  expect(service).toEqual({
    id: service.id,
    version: 1,
    ...checkUp,
    description: null,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    buffers_shareable: false,
    currency: "EGP",
    consultation_mode: "in_person",
    min_notice_minutes: 0,
    max_future_days: 60,
    allow_patient_reschedule: true,
    max_reschedule_count: 2,
    requires_approval: false,
    late_cancel_notice_minutes: 0,
    no_show_forfeits: false,
    deposit_minor: 0,
    late_cancel_fee_minor: 0,
    no_show_fee_minor: 0,
    clinic_ids: [],
    practitioner_ids: [],
    practitioner_overrides: [],
    phases: defaultPhases(30),
    status: "active",
  });
  expect(await find(service.id)).toEqual(service);
});

test("a service keeps everything that was said, its phases in their order", async () => {
  const wanted = {
    ...checkUp,
    description: "Two\nlines",
    buffer_before_minutes: 5,
    buffer_after_minutes: 10,
    buffers_shareable: true,
    currency: "EUR",
    consultation_mode: "video" as const,
    min_notice_minutes: 120,
    max_future_days: 400,
    allow_patient_reschedule: false,
    max_reschedule_count: 0,
    requires_approval: true,
    late_cancel_notice_minutes: 1_440,
    clinic_ids: [supply.clinicId],
    practitioner_ids: [supply.practitionerId],
  };
  const phases = [
    { starts_minute: 10, ends_minute: 30, need: "resource" as const, resource_id: supply.chairId },
    { starts_minute: 0, ends_minute: 15, need: "practitioner" as const },
    { starts_minute: 0, ends_minute: 30, need: "pool" as const, pool_id: supply.poolId },
    { starts_minute: 5, ends_minute: 20, need: "kind" as const, resource_kind: "bed" as const },
  ];
  expect(await offer({ ...wanted, phases })).toMatchObject({
    ...wanted,
    phases: phases.map((phase) => ({ ...nothingNamed, ...phase })),
  });
});

test.each([
  ["a clinic", "/clinic_ids", () => ({ clinic_ids: [newId()] })],
  ["a practitioner", "/practitioner_ids", () => ({ practitioner_ids: [newId()] })],
  ["a chair for a practitioner", "/practitioner_ids", () => ({ practitioner_ids: [supply.chairId] })],
  [
    "a resource",
    "/phases",
    () => ({ phases: [{ starts_minute: 0, ends_minute: 30, need: "resource" as const, resource_id: newId() }] }),
  ],
  [
    "a pool",
    "/phases",
    () => ({ phases: [{ starts_minute: 0, ends_minute: 30, need: "pool" as const, pool_id: newId() }] }),
  ],
])("%s that does not exist is refused, and nothing is stored", async (_, pointer, wanted) => {
  await expect(offer({ name: "Never", ...wanted() })).rejects.toMatchObject({
    code: "not_found",
    errors: [{ pointer }],
  });
  const stored = await organization.read((database) => listServices(database, [null, null], 200));
  expect(stored.map(({ name }) => name)).not.toContain("Never");
});

test("phases that cannot be are refused at their fields", async () => {
  const phases = [{ starts_minute: 0, ends_minute: 31, need: "resource" as const }];
  await expect(offer({ phases })).rejects.toMatchObject({
    code: "invalid_service",
    errors: [{ pointer: "/phases/0/ends_minute" }, { pointer: "/phases/0/resource_id" }],
  });
});

test("a default phase follows the duration, phases that were said do not", async () => {
  const { id: plain } = await offer();
  expect(await change(plain, { duration_minutes: 45 })).toMatchObject({ version: 2, phases: defaultPhases(45) });
  const phases = [{ starts_minute: 0, ends_minute: 20, need: "practitioner" as const, ...nothingNamed }];
  const { id: phased } = await offer({ phases });
  expect(await change(phased, { duration_minutes: 20 })).toMatchObject({ duration_minutes: 20, phases });
  const { id: tooLong } = await offer({ phases });
  const attempt = change(tooLong, { duration_minutes: 15 });
  await expect(attempt).rejects.toMatchObject({
    code: "invalid_service",
    errors: [{ pointer: "/phases/0/ends_minute" }],
  });
  expect(await change(tooLong, { duration_minutes: 15, phases: defaultPhases(15) })).toMatchObject({
    phases: defaultPhases(15),
  });
});

test("a change replaces what it names, lists as a whole, and leaves the rest", async () => {
  const { clinicId, otherClinicId, practitionerId } = supply;
  const { id } = await offer({
    clinic_ids: [clinicId, clinicId],
    practitioner_ids: [practitionerId],
    description: "Long",
  });
  expect(await change(id, { clinic_ids: [otherClinicId] }, 1)).toMatchObject({
    version: 2,
    description: "Long",
    clinic_ids: [otherClinicId],
    practitioner_ids: [practitionerId],
    phases: defaultPhases(30),
  });
  expect(await change(id, { practitioner_ids: [], description: null })).toMatchObject({
    practitioner_ids: [],
    description: null,
  });
});

const asSaid = { duration_minutes: null, price_minor: null, buffer_before_minutes: null, buffer_after_minutes: null };

test("what practitioners do otherwise is kept, followed and dropped with those who leave", async () => {
  const { practitionerId: eleni, otherPractitionerId: nikos, clinicId } = supply;
  const { id, practitioner_overrides } = await offer({
    clinic_ids: [clinicId],
    practitioner_ids: [eleni, nikos],
    practitioner_overrides: [
      { practitioner_id: nikos, duration_minutes: 45, price_minor: 12_000_000_001 },
      { practitioner_id: eleni, price_minor: null },
    ],
  });
  const ofNikos = { ...asSaid, practitioner_id: nikos, duration_minutes: 45, price_minor: 12_000_000_001 };
  expect(practitioner_overrides).toEqual([ofNikos]);
  const needed = await organization.read((database) => readNeededService(database, id, clinicId));
  expect(needed).toMatchObject({ buffers_shareable: false, overrides: [ofNikos], phases: defaultPhases(30) });

  const ofEleni = { ...asSaid, practitioner_id: eleni, buffer_before_minutes: 0, buffer_after_minutes: 15 };
  const both = await change(id, { practitioner_overrides: [ofNikos, ofEleni] });
  expect(both.practitioner_overrides).toEqual([ofEleni, ofNikos]);
  expect(await change(id, { price_minor: 1 })).toMatchObject({ practitioner_overrides: [ofEleni, ofNikos] });
  expect(await change(id, { practitioner_ids: [eleni] })).toMatchObject({ practitioner_overrides: [ofEleni] });
  const back = await change(id, { practitioner_ids: [eleni, nikos] });
  expect(back.practitioner_overrides).toEqual([ofEleni]);
  const slower = { ...ofEleni, duration_minutes: 50, price_minor: 0, buffer_before_minutes: null };
  expect(await change(id, { practitioner_overrides: [slower] })).toMatchObject({ practitioner_overrides: [slower] });
  expect(await change(id, { practitioner_overrides: [] })).toMatchObject({
    practitioner_ids: [eleni, nikos],
    practitioner_overrides: [],
  });
});

test("what practitioners cannot do otherwise is refused at its field", async () => {
  const { practitionerId } = supply;
  const phases = [{ starts_minute: 0, ends_minute: 20, need: "practitioner" as const }];
  const shorter = [{ practitioner_id: practitionerId, duration_minutes: 20 }];
  const { id } = await offer({ phases, practitioner_ids: [practitionerId], practitioner_overrides: shorter });
  const shortest = [{ practitioner_id: practitionerId, duration_minutes: 19 }];
  const [who, duration] = ["/practitioner_overrides/0/practitioner_id", "/practitioner_overrides/0/duration_minutes"];
  const refused: [Parameters<typeof change>[1], string][] = [
    [{ practitioner_ids: [], practitioner_overrides: shorter }, who],
    [{ duration_minutes: 21, practitioner_overrides: shortest }, duration],
    [{ phases: [{ ...phases[0]!, ends_minute: 25 }] }, duration],
  ];
  for (const [wanted, pointer] of refused)
    await expect(change(id, wanted)).rejects.toMatchObject({ code: "invalid_service", errors: [{ pointer }] });
});

test("a change to what has moved on is refused and changes nothing", async () => {
  const { id } = await offer();
  const current = await change(id, { price_minor: 0 }, 1);
  await expect(change(id, { price_minor: 5 }, 1)).rejects.toMatchObject({ code: "version_mismatch" });
  await expect(change(newId(), { price_minor: 5 })).rejects.toMatchObject({ code: "not_found" });
  expect(await find(id)).toEqual(current);
});

test("of eight rivals for one version one wins, with its phases whole", async () => {
  const { id } = await offer();
  // With every connection open beforehand the rivals read the same version.
  await Promise.all(Array.from({ length: 8 }, () => find(id)));
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => change(id, { duration_minutes: 10 + i }, 1)),
  );
  const won = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(won).toHaveLength(1);
  expect(await find(id)).toEqual(won[0]);
});

test("a clinic lists what it offers now", async () => {
  const { clinicId } = await openTestSupply(organization);
  for (const name of ["X-ray", "Ultrasound", "Acupuncture"]) await offer({ name, clinic_ids: [clinicId] });
  const list = (after: (string | null)[]) =>
    organization.read((database) => listClinicServices(database, clinicId, after, 10));
  const [first, second, third] = await list([null, null]);
  expect([first, second, third].map((service) => service?.name)).toEqual(["Acupuncture", "Ultrasound", "X-ray"]);
  await change(first!.id, { status: "retired" });
  expect((await list([null, null])).map(({ id }) => id)).toEqual([second!.id, third!.id]);
  expect((await list([second!.name, second!.id])).map(({ id }) => id)).toEqual([third!.id]);
});
