import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import type { House } from "../platform/house.ts";
import { callerOf } from "./authenticate.ts";
import { openAccount } from "./open-account.ts";
import { hashPassword, readSecret } from "./secrets.ts";
import { signIn, signOut } from "./sign-in.ts";

const password = "a long enough password";
let organization: TestOrganization;
let accountId: string;

beforeAll(async () => {
  organization = await openTestOrganization();
  const passwordHash = await hashPassword(password);
  const account = {
    email: "Eleni@Clinic.example",
    name: "Eleni",
    role: "receptionist",
    passwordHash,
    practitionerId: null,
  } as const;
  ({ id: accountId } = await organization.write((tx) => openAccount(tx, account, organization.now)));
});
afterAll(() => organization.close());

const later = (hours: number) => ({ ...organization.house, now: () => organization.now.add({ hours }) });

describe("signing in", () => {
  test("opens a session that names its organization and nothing else", async () => {
    const session = await signIn(organization.house, " eleni@clinic.example ", password);
    expect(session.account).toMatchObject({ id: accountId, role: "receptionist" });
    expect(session.account).not.toHaveProperty("password_hash");
    expect(readSecret(session.secret)?.organizationId).toBe(organization.id);
    const caller = await callerOf(organization.house, "session", session.secret);
    expect(caller).toEqual({ organizationId: organization.id, accountId, role: "receptionist", practitionerId: null });
  });

  test.each([
    ["a wrong password", "eleni@clinic.example", "not the password"],
    ["an unknown address", "nobody@clinic.example", password],
    ["an empty address", "", password],
  ])("is refused alike for %s", async (_, email, given) => {
    await expect(signIn(organization.house, email, given)).rejects.toMatchObject({
      code: "wrong_credentials",
      message: "The e-mail address or the password is wrong.",
    });
  });

  test("does not let a disabled account in, nor its open sessions", async () => {
    const { secret } = await signIn(organization.house, "eleni@clinic.example", password);
    const set = (status: string) =>
      organization.write((tx) =>
        tx.rows("update accounts set status = $3 where organization_id = $1 and id = $2", [
          organization.id,
          accountId,
          status,
        ]),
      );
    await set("disabled");
    await expect(callerOf(organization.house, "session", secret)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(signIn(organization.house, "eleni@clinic.example", password)).rejects.toMatchObject({
      code: "wrong_credentials",
    });
    await set("active");
  });
});

describe("a session ends", () => {
  test("when it is signed out", async () => {
    const { secret } = await signIn(organization.house, "eleni@clinic.example", password);
    await signOut(organization.house, secret);
    await expect(callerOf(organization.house, "session", secret)).rejects.toMatchObject({ code: "not_signed_in" });
  });

  test("at once where it is signed out, within a second elsewhere", async () => {
    const { postgres } = organization;
    // Another process on the same database.
    const elsewhere: House = {
      ...organization.house,
      postgres: {
        read: (...call) => postgres.read(...call),
        write: (...call) => postgres.write(...call),
        rehearse: (...call) => postgres.rehearse(...call),
        directory: (...call) => postgres.directory(...call),
      },
    };
    const { secret } = await signIn(organization.house, "eleni@clinic.example", password);
    const known = performance.now();
    for (const house of [organization.house, elsewhere]) await callerOf(house, "session", secret);
    await signOut(organization.house, secret);
    const refused = { code: "not_signed_in" };
    await expect(callerOf(organization.house, "session", secret)).rejects.toMatchObject(refused);
    await sleep(1_000 - (performance.now() - known) + 100);
    await expect(callerOf(elsewhere, "session", secret)).rejects.toMatchObject(refused);
  });

  test("when its time is over, and is then swept away by the next one", async () => {
    const { secret, expiresAt } = await signIn(organization.house, "eleni@clinic.example", password);
    expect(Temporal.Duration.compare(expiresAt.since(organization.now), { hours: 16 })).toBe(0);
    await expect(callerOf(later(15), "session", secret)).resolves.toMatchObject({ accountId });
    await expect(callerOf(later(17), "session", secret)).rejects.toMatchObject({ code: "not_signed_in" });
    await signIn(later(17), "eleni@clinic.example", password);
    const left = await organization.read((database) =>
      database.rows<{ expires_at: Temporal.Instant }>("select expires_at from sign_ins where organization_id = $1", [
        organization.id,
      ]),
    );
    expect(left.map(({ expires_at }) => expires_at.toString())).toEqual([
      organization.now.add({ hours: 33 }).toString(),
    ]);
  });

  test.each(["", "tsi_x", `tsi_${"0".repeat(32)}_${"a".repeat(43)}`, "tsk_\0"])("%j opens nothing", async (secret) => {
    await expect(callerOf(organization.house, "session", secret)).rejects.toMatchObject({ code: "not_signed_in" });
  });
});
