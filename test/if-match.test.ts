import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../src/core/roles.ts";
import { fingerprint } from "./fingerprint.ts";
import { nameless, operationsWith, readyCall } from "./keyed-operations.ts";
import { type SampleCall, whoMay } from "./sample-call.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Every operation that changes something which its address names honours If-Match, but for what has no version; the tags of tickets and bills have tests of their own. */
const versionless = new Set<Operation>([
  "revokeToken",
  "endSession",
  "checkInVisitTicket",
  "enterBill",
  "writeMedicalNote",
]);

const changing = operationsWith(
  nameless,
  ({ method, path }) => method === "PATCH" || method === "DELETE" || (method === "POST" && path.includes("//")),
).filter((operation) => !versionless.has(operation));

let server: TestServer;
beforeAll(async () => (server = await openTestServer()));
afterAll(() => server.close());

const otherwise: Record<string, string> = { practitioners: "resources", admissions: "appointments" };

/** The version of what an address names first, from the table of that name. */
async function versionOf({ path }: SampleCall, organizationId: string): Promise<number> {
  const { collection, id } = /^\/(?<collection>.+?)\/(?<id>[\da-f-]{36})/.exec(path)!.groups as Record<string, string>;
  const table = otherwise[collection!] ?? collection!.replaceAll(/[-/]/g, "_");
  return await withClient(server.ownerUrl, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `select version from ${table} where organization_id = $1 and id = $2`,
      [organizationId, id],
    );
    return rows[0]!.version;
  });
}

test("there are many of them", () => {
  expect(changing.length).toBeGreaterThan(25);
});

describe.each(changing)("%s", (operation) => {
  test("changes what the caller has seen, and nothing else", async () => {
    const { ids, call } = await readyCall(server, operation);
    const admin = server.as(whoMay(operation), ids);
    const version = await versionOf(call, ids.organizationId);
    const send = (etag: string) => admin.send(call.method, call.path, call.body, { "if-match": etag });
    const before = await fingerprint(server.ownerUrl, ids.organizationId);
    for (const stale of [`"${version + 1}"`, `"${version - 1}"`, "nonsense"]) {
      const { status, body } = await send(stale);
      expect([operation, status, body.code]).toEqual([operation, 412, "version_mismatch"]);
    }
    expect(await fingerprint(server.ownerUrl, ids.organizationId)).toEqual(before);

    const { status, body } = await send(`"${version}"`);
    expect([operation, status < 300, body]).toEqual([operation, true, body]);
    expect((await send(`"${version}"`)).status).toBeGreaterThanOrEqual(400);
  });
});
