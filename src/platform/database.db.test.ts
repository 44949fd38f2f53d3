import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import type { Transaction } from "./database.ts";
import { newId } from "./ids.ts";

let organization: TestOrganization;
beforeAll(async () => {
  organization = await openTestOrganization();
});
afterAll(() => organization.close());

const count = async () => {
  const rows = await organization.read((database) =>
    database.rows<{ count: number }>("select count(*) from imported_rows where organization_id = $1", [
      organization.id,
    ]),
  );
  return rows[0]!.count;
};

const insert = (tx: Transaction, key: string) =>
  tx.rows(
    "insert into imported_rows (organization_id, source, kind, external_key, subject_id, imported_at) values ($1, 'test', 'test', $2, $3, $4)",
    [tx.organizationId, key, newId(), organization.now],
  );

describe("a transaction", () => {
  test("keeps all of it", async () => {
    const before = await count();
    await organization.write((tx) => Promise.all([insert(tx, "a"), insert(tx, "b")]));
    expect(await count()).toBe(before + 2);
  });

  test("keeps nothing when its work fails", async () => {
    const before = await count();
    const failing = organization.write(async (tx) => {
      await insert(tx, "c");
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await count()).toBe(before);
  });

  test("keeps nothing when it is rehearsed, and sees what it wrote", async () => {
    const before = await count();
    const seen = await organization.postgres.rehearse(organization.id, async (tx) => {
      await insert(tx, "rehearsed");
      tx.commit();
      return await tx.rows("select 1 from imported_rows where organization_id = $1", [tx.organizationId]);
    });
    expect(seen).toHaveLength(before + 1);
    expect(await count()).toBe(before);
    await expect(
      organization.postgres.rehearse(organization.id, (tx) => Promise.all([insert(tx, "x"), insert(tx, "x")])),
    ).rejects.toThrow("imported_rows_pkey");
  });

  test("keeps nothing when a statement of the last flush fails, although COMMIT is sent behind it", async () => {
    const before = await count();
    const failing = organization.write(async (tx) => {
      const written = Promise.all([insert(tx, "d"), insert(tx, "d"), insert(tx, "e")]);
      tx.commit();
      return await written;
    });
    await expect(failing).rejects.toThrow("imported_rows_pkey");
    expect(await count()).toBe(before);
  });

  test("leaves a connection that the next one can use, prepared statements included", async () => {
    const named = { name: "test_division", text: "select 6 / $1::integer as result" };
    for (let i = 0; i < 12; i++) {
      await expect(organization.read((database) => database.rows(named, [0]))).rejects.toThrow("division by zero");
      await expect(organization.read((database) => database.rows(named, [2]))).resolves.toEqual([{ result: 3 }]);
    }
  });

  test("is tried again when it lost a race that may be lost", async () => {
    let tries = 0;
    const result = await organization.write(async (tx) => {
      tries += 1;
      if (tries < 3)
        await tx.rows("do $$ begin raise exception using errcode = '40P01', message = 'deadlock detected'; end $$", []);
      return tries;
    });
    expect(result).toBe(3);
  });

  test("cannot write when it only reads", async () => {
    const writing = organization.read((database) => insert(database as Transaction, "f"));
    await expect(writing).rejects.toThrow("read-only transaction");
  });

  test("ends with its statement of the domain when a guard stops it", async () => {
    const guarded = organization.write((tx) => tx.rows("select require_rows('slot_taken', 2, 1)", []));
    await expect(guarded).rejects.toMatchObject({ name: "DomainError", code: "slot_taken" });
  });
});

test("instants, dates and large amounts come back as what they are", async () => {
  const at = Temporal.Instant.from("2026-10-25T00:30:00.123456Z");
  const [row] = await organization.read((database) =>
    database.rows("select $1::timestamptz as at, $2::date as on, 9007199254740991::bigint as amount", [
      at,
      Temporal.PlainDate.from("2026-10-25"),
    ]),
  );
  expect(JSON.stringify(row)).toBe('{"at":"2026-10-25T00:30:00.123456Z","on":"2026-10-25","amount":9007199254740991}');
  const tooLarge = organization.read((database) => database.rows("select 9007199254740993::bigint as amount", []));
  await expect(tooLarge).rejects.toThrow("too large");
});

test("only a well-formed organization becomes a tenant", async () => {
  const injected = organization.postgres.read("x'; drop table patients; --", (database) =>
    database.rows("select 1", []),
  );
  await expect(injected).rejects.toThrow("An organization is needed");
});
