import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { newId } from "../platform/ids.ts";
import { openClinic } from "./clinic-record.ts";
import { changePractitioner, registerPractitioner } from "./practitioner-record.ts";
import { findPractitioner, listClinicPractitioners, listPractitioners } from "./practitioners.sql.ts";
import { addResource, changeResource } from "./resource-record.ts";
import { findResource, listResources } from "./resources.sql.ts";

let organization: TestOrganization;
beforeAll(async () => void (organization = await openTestOrganization()));
afterAll(() => organization.close());

const clinic = (name: string) =>
  organization.write((tx) => openClinic(tx, { name, timezone: "Europe/Athens" }, organization.now));
const register = (wanted: Parameters<typeof registerPractitioner>[1]) =>
  organization.write((tx) => registerPractitioner(tx, wanted, organization.now));
const change = (id: string, wanted: Parameters<typeof changePractitioner>[2], expected: number | null = null) =>
  organization.write((tx) => changePractitioner(tx, id, wanted, expected, organization.now));

test("a practitioner is stored as said, with what was not said filled in", async () => {
  const { id: athens } = await clinic("Athens");
  const plain = await register({ name: "Eleni" });
  expect(plain).toEqual({
    id: plain.id,
    version: 1,
    name: "Eleni",
    specialty: null,
    share_basis_points: 0,
    lanes: 1,
    clinic_ids: [],
    service_ids: [],
    status: "active",
  });
  const full = await register({
    name: "Omar",
    specialty: "Cardiology",
    share_basis_points: 6000,
    lanes: 2,
    clinic_ids: [athens, athens],
  });
  expect(full).toMatchObject({ specialty: "Cardiology", share_basis_points: 6000, lanes: 2, clinic_ids: [athens] });
  expect(await organization.read((database) => findPractitioner(database, full.id))).toEqual(full);
  expect(await organization.read((database) => findResource(database, full.id))).toMatchObject({
    kind: "practitioner",
    clinic_id: null,
  });
});

test("an unknown clinic leaves no half of a practitioner behind", async () => {
  const before = await organization.read((database) => listResources(database, {}, [null, null], 200));
  await expect(register({ name: "Nobody", clinic_ids: [newId()] })).rejects.toMatchObject({
    code: "not_found",
    errors: [{ pointer: "/clinic_ids" }],
  });
  expect(await organization.read((database) => listResources(database, {}, [null, null], 200))).toEqual(before);
});

test("a change replaces what it names, the clinics as a whole, and leaves the rest", async () => {
  const [athens, patras, volos] = await Promise.all([clinic("A"), clinic("P"), clinic("V")]);
  const { id } = await register({ name: "Nikos", specialty: "Surgery", clinic_ids: [athens.id, patras.id] });
  const moved = await change(id, { clinic_ids: [patras.id, volos.id], share_basis_points: 5000 }, 1);
  expect(moved).toMatchObject({ version: 2, name: "Nikos", specialty: "Surgery", share_basis_points: 5000 });
  expect(moved.clinic_ids.toSorted()).toEqual([patras.id, volos.id].toSorted());
  expect(await change(id, { specialty: null, clinic_ids: [] })).toMatchObject({
    version: 3,
    specialty: null,
    clinic_ids: [],
  });
});

test("a change to what has moved on is refused and changes nothing", async () => {
  const { id } = await register({ name: "Maria" });
  const current = await change(id, { name: "Maria A." }, 1);
  await expect(change(id, { name: "Maria B." }, 1)).rejects.toMatchObject({ code: "version_mismatch" });
  await expect(change(newId(), { name: "Nobody" })).rejects.toMatchObject({ code: "not_found" });
  expect(await organization.read((database) => findPractitioner(database, id))).toEqual(current);
});

test("of eight rivals for one version one wins", async () => {
  const [athens, patras] = await Promise.all([clinic("A"), clinic("P")]);
  const { id } = await register({ name: "Rival", clinic_ids: [athens.id] });
  // With every connection open beforehand the rivals read the same version.
  await Promise.all(Array.from({ length: 8 }, () => organization.read((database) => findPractitioner(database, id))));
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) =>
      change(id, { name: `Rival ${i}`, clinic_ids: [i % 2 ? athens.id : patras.id] }, 1),
    ),
  );
  const won = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(won).toHaveLength(1);
  expect(await organization.read((database) => findPractitioner(database, id))).toEqual(won[0]);
  for (const one of tries)
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "version_mismatch" });
});

test("a clinic lists who works there now, everybody is listed by name", async () => {
  const { id: clinicId } = await clinic("Chania");
  const [, left] = await Promise.all(["Zoe", "Anna", "Vera"].map((name) => register({ name, clinic_ids: [clinicId] })));
  await change(left!.id, { status: "retired" });
  const here = await organization.read((database) => listClinicPractitioners(database, clinicId, [null, null], 10));
  expect(here.map(({ name }) => name)).toEqual(["Vera", "Zoe"]);
  const after = await organization.read((database) =>
    listClinicPractitioners(database, clinicId, ["Vera", here[0]!.id], 10),
  );
  expect(after.map(({ name }) => name)).toEqual(["Zoe"]);
  const all = await organization.read((database) => listPractitioners(database, [null, null], 200));
  expect(all.map(({ name }) => name)).toContain("Anna");
});

test("resources are listed by kind and by the clinic where they stand or work", async () => {
  const { id: clinic_id } = await clinic("Larisa");
  const room = await organization.write((tx) =>
    addResource(tx, { kind: "room", name: "Room 1", clinic_id }, organization.now),
  );
  const laser = await organization.write((tx) =>
    addResource(tx, { kind: "equipment", name: "Laser", lanes: 2 }, organization.now),
  );
  const { id: doctor } = await register({ name: "Dora", clinic_ids: [clinic_id] });
  const list = (wanted: Parameters<typeof listResources>[1]) =>
    organization.read(async (database) =>
      (await listResources(database, wanted, [null, null], 200)).map(({ id }) => id),
    );
  expect(await list({ clinic_id })).toEqual([doctor, room.id]);
  expect(await list({ clinic_id, kind: "room" })).toEqual([room.id]);
  expect(await list({ kind: "equipment" })).toEqual([laser.id]);
  expect(laser).toMatchObject({ clinic_id: null, lanes: 2, status: "active", version: 1 });
});

test("a practitioner is not changed as a mere resource", async () => {
  const { id } = await register({ name: "Petros" });
  const attempt = organization.write((tx) => changeResource(tx, id, { lanes: 3 }, null, organization.now));
  await expect(attempt).rejects.toMatchObject({ code: "not_found" });
});
