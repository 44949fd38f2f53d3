import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestShell } from "../../test/shell.ts";
import { openTestSupply } from "../../test/supply.ts";
import type { App } from "../platform/http/app.ts";
import { newId } from "../platform/ids.ts";
import { demandRoutes } from "./routes.ts";

let organization: TestOrganization;
let supply: Awaited<ReturnType<typeof openTestSupply>>;
let app: App;

beforeAll(async () => {
  organization = await openTestOrganization();
  supply = await openTestSupply(organization);
  app = await openTestShell(organization);
  demandRoutes(app, organization.house);
});
afterAll(async () => {
  await app.close();
  await organization.close();
});

const get = (url: string) => app.inject({ method: "GET", url: `/api/v1${url}` });
const post = (payload: object) => app.inject({ method: "POST", url: "/api/v1/services", payload });
const patch = (id: string, payload: object, version?: number) =>
  app.inject({
    method: "PATCH",
    url: `/api/v1/services/${id}`,
    payload,
    headers: version === undefined ? {} : { "if-match": `"${version}"` },
  });

const checkUp = { name: "Check-up", duration_minutes: 30, price_minor: 4500 };

test("a service is created, read, changed and listed, with its version as ETag", async () => {
  const offered = { clinic_ids: [supply.clinicId], practitioner_ids: [supply.practitionerId] };
  const phases = [{ starts_minute: 0, ends_minute: 30, need: "resource", resource_id: supply.chairId }];
  const created = await post({ ...checkUp, ...offered, phases });
  expect(created.statusCode).toBe(201);
  expect(created.headers.etag).toBe('"1"');
  const { id } = created.json();
  expect((await get(`/services/${id}`)).json()).toEqual(created.json());
  const changed = await patch(id, { price_minor: 5000 }, 1);
  expect(changed.json()).toEqual({ ...created.json(), price_minor: 5000, version: 2 });
  expect(changed.headers.etag).toBe('"2"');
  expect((await get(`/clinics/${supply.clinicId}/services`)).json()).toEqual({
    items: [changed.json()],
    next_cursor: null,
  });
  expect((await patch(id, { price_minor: 1 }, 1)).statusCode).toBe(412);
});

test("pages of services follow each other by name, with nothing twice", async () => {
  for (const name of ["Zeta", "Alpha", "Alpha"]) await post({ ...checkUp, name });
  const names: string[] = [];
  const ids = new Set<string>();
  for (let cursor = ""; ;) {
    const page = (await get(`/services?limit=1${cursor}`)).json();
    for (const item of page.items) {
      names.push(item.name);
      ids.add(item.id);
    }
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  expect(names).toEqual(names.toSorted());
  expect(ids.size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(3);
});

test.each([
  ["an unknown field", { ...checkUp, colour: "red" }, "/colour"],
  ["a price that is no whole number", { ...checkUp, price_minor: 1.5 }, "/price_minor"],
  ["a currency that does not exist", { ...checkUp, currency: "ABC" }, "/currency"],
  [
    "a phase that ends too late",
    { ...checkUp, phases: [{ starts_minute: 0, ends_minute: 40, need: "practitioner" }] },
    "/phases/0/ends_minute",
  ],
  ["a name that turns text around", { ...checkUp, name: "x\u202Egnp" }, "/name"],
  ["a NUL", { ...checkUp, description: "a\0b" }, "/description"],
])("%s is a 422 that names the field", async (_, body, pointer) => {
  const answer = await post(body);
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
});

test("what does not exist is a 404", async () => {
  for (const url of [`/services/${newId()}`, `/clinics/${newId()}/services`, "/services/nonsense"])
    expect((await get(url)).statusCode).toBe(404);
  expect((await patch(newId(), { name: "Nothing" })).statusCode).toBe(404);
});
