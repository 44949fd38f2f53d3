import pg from "pg";
import { inject } from "vitest";
import { expect, onTestFinished, test } from "vitest";
import { newId } from "./ids.ts";
import { Postgres } from "./database.ts";
import { warnOfLetters } from "./letters.ts";
import { migrate, splitStatements } from "./migrate.ts";

async function openEmptyDatabase(locale = ""): Promise<string> {
  const url = new URL(inject("serverUrl"));
  const name = `tessera_empty_${newId().replaceAll("-", "")}`;
  await withOwner(url.toString(), (owner) => owner.query(`create database ${name} template template0 ${locale}`));
  onTestFinished(() =>
    withOwner(inject("serverUrl"), async (owner) => void (await owner.query(`drop database ${name} with (force)`))),
  );
  url.pathname = `/${name}`;
  return url.toString();
}

async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

test("four processes that start at once migrate once", async () => {
  const url = await openEmptyDatabase();
  const results = await Promise.all(Array.from({ length: 4 }, () => migrate(url)));
  const applied = results.map(({ applied }) => applied.length).toSorted((a, b) => a - b);
  expect(applied.slice(0, 3)).toEqual([0, 0, 0]);
  expect(applied[3]).toBeGreaterThan(5);
  expect(await migrate(url)).toEqual({ applied: [] });
});

test("a database that a newer version has migrated is left alone", async () => {
  const url = await openEmptyDatabase();
  await migrate(url);
  await withOwner(url, (owner) => owner.query("insert into schema_migrations values ('999_tomorrow.sql', now())"));
  await expect(migrate(url)).rejects.toThrow("newer than this Tessera: it has 999_tomorrow.sql");
});

test("statements are cut where they end, not inside a function's body", () => {
  const sql =
    "-- why; because\nCREATE TABLE a (x int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1;\n$$;\n\nSELECT 2;\n";
  expect(splitStatements(sql)).toEqual([
    "-- why; because\nCREATE TABLE a (x int);",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1;\n$$;",
    "SELECT 2;",
  ]);
});

test("a database that knows only ASCII letters is told of, one that knows all is not", async () => {
  const ascii = await openEmptyDatabase("lc_collate 'C' lc_ctype 'C' encoding 'UTF8'");
  const all = await openEmptyDatabase();
  for (const [url, expected] of [
    [ascii, "LC_CTYPE=C"],
    [all, null],
  ] as const) {
    await migrate(url);
    const postgres = new Postgres(url, { connections: 1 });
    onTestFinished(() => postgres.close());
    const warning = await warnOfLetters(postgres);
    if (expected === null) expect(warning).toBeNull();
    else expect(warning).toContain(expected);
  }
});
