import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestShell } from "../../test/shell.ts";
import type { App } from "../platform/http/app.ts";
import { newId } from "../platform/ids.ts";
import { supplyRoutes } from "./routes.ts";

let organization: TestOrganization;
let app: App;

beforeAll(async () => {
  organization = await openTestOrganization();
  app = await openTestShell(organization);
  supplyRoutes(app, organization.house);
});
afterAll(async () => {
  await app.close();
  await organization.close();
});

const get = (path: string) => app.inject({ method: "GET", url: `/api/v1${path}` });
const post = (path: string, payload: object) => app.inject({ method: "POST", url: `/api/v1${path}`, payload });
const patch = (path: string, payload: object, version: number) =>
  app.inject({ method: "PATCH", url: `/api/v1${path}`, payload, headers: { "if-match": `"${version}"` } });
const remove = (path: string, version: number) =>
  app.inject({ method: "DELETE", url: `/api/v1${path}`, headers: { "if-match": `"${version}"` } });

const clinic = { name: "Athens", timezone: "Europe/Athens" };
const monday = { weekday: 1, start_local: "09:00", end_local: "17:00", slot_minutes: 30 };
const newClinic = async (): Promise<string> => (await post("/clinics", clinic)).json().id;
const newPractitioner = async (clinicId: string): Promise<string> =>
  (await post("/practitioners", { name: "Eleni", clinic_ids: [clinicId] })).json().id;

test.each([
  [
    "clinics",
    async () => clinic,
    { queue_policy: "on_booking", address: "Two\nlines", phone: "+30 210 1234567", region: "I", status: "retired" },
  ],
  ["resources", async () => ({ kind: "room", name: "Room 1" }), { lanes: 3, status: "retired" }],
  [
    "pools",
    async () => ({ name: "Rooms", clinic_id: await newClinic() }),
    { name: "Rooms upstairs", resource_ids: [], status: "retired" },
  ],
  [
    "practitioners",
    async () => ({ name: "Eleni", clinic_ids: [await newClinic()] }),
    { specialty: "Cardiology", share_basis_points: 6000 },
  ],
  [
    "schedule-rules",
    async () => {
      const clinic_id = await newClinic();
      return { ...monday, clinic_id, resource_id: await newPractitioner(clinic_id) };
    },
    {
      valid_from: "2026-11-02",
      priority: 5,
      buffer_after_minutes: 10,
      breaks: [{ start_local: "12:00", end_local: "13:00", label: "Lunch" }],
    },
  ],
])("%s are created, read, changed and listed, with their version as ETag", async (area, body, change) => {
  const wanted = await body();
  const created = await post(`/${area}`, wanted);
  expect(created.statusCode).toBe(201);
  expect(created.headers.etag).toBe('"1"');
  expect(created.json()).toMatchObject(wanted);
  const path = `/${area}/${created.json().id}`;
  expect((await get(path)).json()).toEqual(created.json());
  const changed = await patch(path, change, 1);
  expect(changed.json()).toEqual({ ...created.json(), ...change, version: 2 });
  expect(changed.headers.etag).toBe('"2"');
  expect((await get(`/${area}?limit=200`)).json().items).toContainEqual(changed.json());
  expect((await patch(path, change, 1)).statusCode).toBe(412);
  expect((await get(`/${area}/${newId()}`)).statusCode).toBe(404);
});

test.each(["clinics", "resources", "pools", "practitioners", "schedule-rules"])(
  "pages of %s follow each other with nothing twice",
  async (area) => {
    const clinic_id = await newClinic();
    await newClinic();
    const resource_id = await newPractitioner(clinic_id);
    for (const weekday of [3, 1, 2]) await post("/schedule-rules", { ...monday, weekday, clinic_id, resource_id });
    await newPractitioner(clinic_id);
    await post("/pools", { name: "Rooms", clinic_id });
    const all = (await get(`/${area}?limit=200`)).json().items;
    const paged: unknown[] = [];
    for (let cursor = ""; ;) {
      const { items, next_cursor } = (await get(`/${area}?limit=1${cursor}`)).json();
      paged.push(...items);
      if (next_cursor === null) break;
      cursor = `&cursor=${next_cursor}`;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
    for (const cursor of ["nonsense", Buffer.from('["a","b","c","d"]').toString("base64url")])
      expect((await get(`/${area}?cursor=${cursor}`)).statusCode).toBe(422);
  },
);

test("a clinic answers who works there; an unknown one is a 404", async () => {
  const clinicId = await newClinic();
  const practitionerId = await newPractitioner(clinicId);
  const { items } = (await get(`/clinics/${clinicId}/practitioners`)).json();
  expect(items.map(({ id }: { id: string }) => id)).toEqual([practitionerId]);
  expect((await get(`/clinics/${newId()}/practitioners`)).statusCode).toBe(404);
});

test("a schedule rule is removed once", async () => {
  const clinic_id = await newClinic();
  const rule = await post("/schedule-rules", { ...monday, clinic_id, resource_id: await newPractitioner(clinic_id) });
  const path = `/schedule-rules/${rule.json().id}`;
  expect((await remove(path, 2)).statusCode).toBe(412);
  const removed = await remove(path, 1);
  expect([removed.statusCode, removed.body]).toEqual([204, ""]);
  expect((await remove(path, 1)).statusCode).toBe(404);
});

test.each([
  ["/clinics", { ...clinic, timezone: "Mars/Olympus" }, "/timezone"],
  ["/clinics", { ...clinic, name: "a\0b" }, "/name"],
  ["/clinics", { ...clinic, colour: "red" }, "/colour"],
  ["/resources", { kind: "practitioner", name: "Eleni" }, "/kind"],
  ["/practitioners", { name: "Eleni", share_basis_points: 10_001 }, "/share_basis_points"],
  ["/schedule-rules", { ...monday, start_local: "24:00", clinic_id: newId(), resource_id: newId() }, "/start_local"],
])("%s refuses %j with a 422 that names the field", async (path, body, pointer) => {
  const answer = await post(path, body);
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
});
