import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../src/people/issue-token.ts";
import { openAccount } from "../src/people/open-account.ts";
import { mayDo, type Operation, type Role } from "../src/core/roles.ts";
import { Client } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { nameless, operationsWith, readyCall } from "./keyed-operations.ts";
import type { Furnished } from "./operations.ts";
import { type SampleCall, whoMay } from "./sample-call.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Every operation that is a POST takes an Idempotency-Key, also the one that somebody adds tomorrow; but for these, for a reason. */
const keyless: Partial<Record<Operation, string>> = {
  generateSlots: "what is there already stays as it is",
  generateSessions: "what is there already stays as it is",
  approveTimeOffRequest: "what was decided is not decided again",
};

/** Each of its parts keeps its own answer. */
const inParts = new Set<Operation>([
  "moveAppointments",
  "confirmContract",
  "autoFillRequest",
  "commitPlan",
  "undoPlan",
]);

/** What is so already is answered as it is, whoever asks. */
const asItIs = new Set<Operation>(["assignBed", "changeSessionBed"]);

/** Fields whose first answer is the only one. */
const secrets: Partial<Record<Operation, object>> = { createToken: { token: null } };

const posted = operationsWith(nameless, ({ method }) => method === "POST");
const keyed = posted.filter((operation) => !(operation in keyless));

let server: TestServer;
beforeAll(async () => (server = await openTestServer()));
afterAll(() => server.close());

const key = "a-key-of-the-client";
const send = (client: Client, { method, path, body }: SampleCall) =>
  client.send<Record<string, unknown>>(method, path, body, { "idempotency-key": key });

/** A second one of the same role in the same organization. */
async function colleague(ids: Furnished, role: Role): Promise<Client> {
  const now = server.house.now();
  const account = { email: `second@${ids.slug}.example`, name: "Second", role, practitionerId: null } as const;
  const token = await server.postgres.write(ids.organizationId, async (tx) => {
    const { id } = await openAccount(tx, { ...account, passwordHash: "nobody signs in with it" }, now);
    return (await issueToken(tx, { accountId: id, name: "second", expiresAt: null }, now)).token;
  });
  return new Client(server.url, { authorization: `Bearer ${token}` });
}

/** Requests that are not the same: another body, and another operation. */
function othersThan(operation: Operation, call: SampleCall): SampleCall[] {
  const elsewhere: SampleCall = { method: "POST", path: "/patients", body: { name: "Somebody else" } };
  const altered = Object.entries(call.body ?? {}).flatMap(([name, value]): Record<string, unknown>[] => {
    if (typeof value === "number") return [{ [name]: value + 1 }];
    const isText = /^(name|notes|reason|description|label|body)$/.test(name);
    return isText ? [{ [name]: `${String(value)} again` }] : [];
  });
  const [one] = altered;
  return [
    ...(one ? [{ ...call, body: { ...call.body, ...one } }] : []),
    ...(inParts.has(operation) || !mayDo(whoMay(operation), "createPatient") ? [] : [elsewhere]),
  ];
}

test("there are many of them", () => {
  expect(keyed.length).toBeGreaterThan(25);
});

describe.each(keyed)("%s", (operation) => {
  test("is done once by one account, whatever it is repeated with", async () => {
    const { ids, call } = await readyCall(server, operation);
    const admin = server.as(whoMay(operation), ids);
    const second = await colleague(ids, whoMay(operation));
    const first = await send(admin, call);
    expect([operation, first.status < 300, first.body]).toEqual([operation, true, first.body]);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    const after = await fingerprint(server.ownerUrl, ids.organizationId);

    const again = await send(admin, call);
    expect([again.status, again.body]).toEqual([first.status, { ...first.body, ...secrets[operation] }]);
    if (!inParts.has(operation)) {
      expect(again.headers.get("idempotency-replayed")).toBe("true");
      expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    }
    for (const other of othersThan(operation, call)) {
      const refused = await send(admin, other);
      expect([refused.status, refused.body["errors"]]).toEqual([
        422,
        [expect.objectContaining({ pointer: "/headers/idempotency-key" })],
      ]);
    }
    expect(await fingerprint(server.ownerUrl, ids.organizationId)).toEqual(after);

    const own = await send(second, call);
    expect(own.headers.get("idempotency-replayed")).toBeNull();
    expect(JSON.stringify(own.body)).not.toContain("idempotency-key");
    if (!asItIs.has(operation)) expect(own.body).not.toEqual(first.body);
  });
});
