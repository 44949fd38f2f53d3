import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayDo, type Operation, permissions, roles } from "../src/core/roles.ts";
import type { Client } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Furnished, furnish, sampleCalls } from "./operations.ts";
import { type SampleCall, whoMay } from "./sample-call.ts";
import { openTestServer, type TestServer } from "./server.ts";

const operations = Object.keys(permissions) as Operation[];

let server: TestServer;
let mine: Furnished;
let foreign: Furnished;
beforeAll(async () => {
  server = await openTestServer();
  mine = await furnish(server.as("admin"), server.ids, server.house);
  foreign = await furnish(server.as("admin", server.other), server.other, server.house);
});
afterAll(() => server.close());

const call = (client: Client, { method, path, body }: SampleCall, headers: Record<string, string> = {}) =>
  client.send(method, path, body, headers);

describe.each(roles)("a %s", (role) => {
  test.each(operations)("%s", async (operation) => {
    // A token has no session that could be read.
    const client = operation === "readSession" ? (await server.signedIn(role)).client : server.as(role);
    const { status, body } = await call(client, sampleCalls(mine)[operation]);
    if (mayDo(role, operation)) {
      // An earlier test may have moved or removed what this one names; what counts is that the door was open.
      expect([401, 403], `${status} ${JSON.stringify(body)}`).not.toContain(status);
      expect(status).toBeLessThan(500);
    } else {
      expect([status, body.code]).toEqual([403, "forbidden"]);
    }
  });
});

describe("without a sign-in", () => {
  test.each(operations)("%s", async (operation) => {
    const { status, body, headers } = await call(server.anonymous, sampleCalls(mine)[operation]);
    expect([status, body.code]).toEqual([401, "not_signed_in"]);
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  const secret = (organizationId: string) => `tsk_${organizationId.replaceAll("-", "")}_${"a".repeat(43)}`;
  test.each([
    ["something made up", () => "made-up"],
    ["a secret of the right shape", () => secret(mine.organizationId)],
    ["a secret of no organization", () => secret("00000000-0000-7000-8000-000000000000")],
    ["the other kind of secret", () => server.ids.accounts.admin.token.replace("tsk_", "tsi_")],
  ])("%s opens nothing", async (_, token) => {
    const { status } = await call(server.anonymous, sampleCalls(mine).listClinics, {
      authorization: `Bearer ${token()}`,
    });
    expect(status).toBe(401);
  });

  test("a revoked token opens nothing", async () => {
    const admin = server.as("admin");
    const { body } = await admin.post<{ id: string; token: string }>("/tokens", { name: "short-lived" });
    const bearer = { authorization: `Bearer ${body.token}` };
    expect((await call(server.anonymous, sampleCalls(mine).listClinics, bearer)).status).toBe(200);
    await admin.send("DELETE", `/tokens/${body.id}`);
    expect((await call(server.anonymous, sampleCalls(mine).listClinics, bearer)).status).toBe(401);
  });
});

describe("what belongs to another organization", () => {
  const named = (operation: Operation) => /[0-9a-f-]{36}/.test(JSON.stringify(sampleCalls(foreign)[operation]));
  const inPath = ({ path }: SampleCall) => /[0-9a-f-]{36}/.test(path.split("?")[0]!);

  test("is not there, for any operation that names it, and stays as it is", async () => {
    const before = await fingerprint(server.ownerUrl, server.other.organizationId);
    const own = await fingerprint(server.ownerUrl, server.ids.organizationId);
    const asked = operations.filter(named);
    expect(asked.length).toBeGreaterThan(40);
    for (const operation of asked) {
      const sample = sampleCalls(foreign)[operation];
      const { status, body } = await call(server.as(whoMay(operation)), sample);
      // Of many things at once each is answered for itself.
      if (operation === "moveAppointments")
        expect(body).toMatchObject({ results: [{ done: false, problem: { code: "not_found" } }] });
      else if (inPath(sample) || status !== 200)
        expect([operation, status, body.code]).toEqual([operation, 404, "not_found"]);
      // A filter by what is not there finds nothing.
      else expect([operation, (body as unknown as { items: unknown[] }).items]).toEqual([operation, []]);
    }
    expect(await fingerprint(server.ownerUrl, server.other.organizationId)).toEqual(before);
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(own);
  });
});

describe("a page that has signed in", () => {
  const changing = operations.filter((operation) => !/^(list|read|find|explain)/.test(operation));

  test("changes nothing without its CSRF header", async () => {
    const { client } = await server.signedIn("admin");
    const before = await fingerprint(server.ownerUrl);
    for (const operation of changing) {
      const sample = sampleCalls(mine)[operation];
      for (const headers of [{}, { "x-csrf-token": "" }, { "x-csrf-token": "guessed" }] as Record<string, string>[]) {
        const { status, body } = await call(client, sample, headers);
        expect([operation, status, body.code]).toEqual([operation, 403, "csrf"]);
      }
    }
    expect(await fingerprint(server.ownerUrl)).toEqual(before);
  });

  test("reads without it, and changes with it, until it signs out", async () => {
    const { client, csrf } = await server.signedIn("admin");
    expect((await call(client, sampleCalls(mine).listClinics)).status).toBe(200);
    expect((await call(client, sampleCalls(mine).changeClinic, csrf)).status).toBe(200);
    expect((await call(client, sampleCalls(mine).endSession, csrf)).status).toBe(204);
    expect((await call(client, sampleCalls(mine).listClinics)).status).toBe(401);
  });

  test("the header of one session does not fit another", async () => {
    const [one, other] = [await server.signedIn("admin"), await server.signedIn("admin")];
    expect((await call(one.client, sampleCalls(mine).changeClinic, other.csrf)).body.code).toBe("csrf");
  });
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
