import type { OpenAPIV3_1 } from "openapi-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Operation, permissions } from "../src/core/roles.ts";
import { type Furnished, furnish, sampleCalls } from "./operations.ts";
import { openTestServer, type TestServer } from "./server.ts";

type Documented = OpenAPIV3_1.OperationObject & { "x-roles": string[]; "x-tenant": string };

let server: TestServer;
let mine: Furnished;
let document: OpenAPIV3_1.Document;
let operations: { method: string; path: string; documented: Documented }[];
beforeAll(async () => {
  server = await openTestServer();
  mine = await furnish(server.as("admin"), server.ids, server.house);
  ({ body: document } = await server.anonymous.get<OpenAPIV3_1.Document>("//openapi.json"));
  operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Documented>).map(([method, documented]) => ({ method, path, documented })),
  );
});
afterAll(() => server.close());

const open: Record<string, string> = { signIn: "post /api/v1/session" };

test("the document is OpenAPI 3.1 and every reference in it leads somewhere", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.info).toMatchObject({ title: "Tessera", version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string });
  const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
  expect(names.length).toBeGreaterThan(50);
  expect([...new Set(names)].sort()).toEqual(Object.keys(document.components?.schemas ?? {}).sort());
});

test("every operation of the role table is there, once, and nothing else but sign-in", () => {
  const ids = operations.map(({ documented }) => documented.operationId);
  expect([...ids].sort()).toEqual([...Object.keys(permissions), ...Object.keys(open)].sort());
});

test("each operation stands where it is called", () => {
  const calls = sampleCalls(mine);
  for (const [operation, { method, path }] of Object.entries(calls)) {
    const found = operations.find(({ documented }) => documented.operationId === operation)!;
    const shape = `/api/v1${path.split("?")[0]!}`.replaceAll(/[0-9a-f-]{36}/g, "{}");
    const stands = found.path.replaceAll(/\{\w+\}/g, "{}");
    expect([operation, found.method.toUpperCase(), stands]).toEqual([operation, method, shape]);
    const said = (found.documented.parameters ?? []).filter((one) => "in" in one && one.in === "query");
    const names = said.map((one) => ("name" in one ? one.name : ""));
    const asked = [...new URLSearchParams(path.split("?")[1] ?? "").keys()];
    expect([operation, names]).toEqual([operation, expect.arrayContaining(asked)]);
  }
});

test("each says who may call it, how it is secured, and how its tenant is found", () => {
  for (const { documented } of operations) {
    const { operationId = "", security } = documented;
    const isOpen = operationId in open;
    expect([operationId, documented["x-roles"]]).toEqual([
      operationId,
      isOpen ? [] : permissions[operationId as Operation],
    ]);
    expect([operationId, documented["x-tenant"]]).toEqual([operationId, isOpen ? "none" : "session"]);
    expect([operationId, security]).toEqual([operationId, isOpen ? [] : [{ session: [] }, { token: [] }]]);
  }
  expect(Object.keys(document.components?.securitySchemes ?? {}).sort()).toEqual(["session", "token"]);
});

test("each says what it takes, what it gives, and that its errors are problem details", () => {
  for (const { method, path, documented } of operations) {
    const { operationId, responses = {}, requestBody, parameters = [] } = documented;
    const [good, ...others] = Object.keys(responses)
      .filter((status) => status.startsWith("2"))
      .sort((a, b) => Number(b) - Number(a));
    // A change that can be previewed answers that with what it would do.
    const previewed = parameters.some((one) => "name" in one && one.name === "preview") && good !== "200";
    expect([operationId, others]).toEqual([operationId, previewed ? ["200"] : []]);
    const answer = responses[good!] as OpenAPIV3_1.ResponseObject;
    if (good === "204") expect([operationId, answer.content]).toEqual([operationId, undefined]);
    else
      expect([operationId, Object.values(answer.content ?? {})[0]?.schema]).toEqual([operationId, expect.anything()]);
    for (const status of ["4XX", "5XX"])
      expect([operationId, (responses[status] as OpenAPIV3_1.ResponseObject).content]).toEqual([
        operationId,
        { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      ]);
    const body = (requestBody as OpenAPIV3_1.RequestBodyObject | undefined)?.content["application/json"]?.schema;
    if (["post", "patch", "put"].includes(method))
      expect([operationId, body]).toEqual([
        operationId,
        expect.objectContaining({ type: "object", additionalProperties: false }),
      ]);
    else expect([operationId, body]).toEqual([operationId, undefined]);
    const named = parameters
      .filter((one) => "in" in one && one.in === "path")
      .map((one) => ("name" in one ? one.name : ""));
    expect([operationId, named]).toEqual([operationId, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)]);
  }
});

test("a body that may be left out is not called required", () => {
  const required = operations
    .filter(
      ({ documented }) => (documented.requestBody as OpenAPIV3_1.RequestBodyObject | undefined)?.required === false,
    )
    .map(({ documented }) => documented.operationId)
    .sort();
  expect(required).toEqual([
    "acceptOffer",
    "approveTimeOffRequest",
    "autoFillRequest",
    "callVisit",
    "cancelAppointment",
    "cancelBookingRequest",
    "cancelPlan",
    "checkInAppointment",
    "checkInVisitTicket",
    "closeSession",
    "commitPlan",
    "completeAppointment",
    "confirmAppointment",
    "confirmContract",
    "declineOffer",
    "denyTimeOffRequest",
    "endStandingAdmission",
    "finishVisit",
    "leaveVisit",
    "noShowAppointment",
    "recallVisit",
    "reopenSession",
    "requeueVisit",
    "settleVisit",
    "startVisit",
    "undoAppointment",
    "undoPatientMerge",
    "undoPlan",
    "undoVisit",
  ]);
});

test("the document is rendered at /docs, without anything from elsewhere", async () => {
  const { status, body, headers } = await server.anonymous.get<string>("//docs/");
  expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(body).toContain("swagger-ui");
  expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
});
