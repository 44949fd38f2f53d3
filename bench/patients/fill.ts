import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Temporal } from "temporal-polyfill";
import { namesOf } from "../../src/people/name-keys.ts";
import { openScene } from "../../test/scene.ts";
import { idAt } from "../growth/ids.ts";
import { whileBare } from "../growth/bare-tables.ts";
import { type BenchServer, connectOwner } from "../on-server.ts";
import { type MadeUp, madeUpPeople } from "./people.ts";

/** An organization that is filled, and a token to ask it. */
export interface Filled {
  organizationId: string;
  token: string;
  patients: number;
}

const columns =
  "organization_id, id, name, name_key, sound_key, phone, phone_is_own, birth_date, gender, version, created_at, updated_at";

/** Fills one organization of each size, all of them in the server's one database. */
export async function fill(bench: BenchServer, sizes: readonly number[]): Promise<Filled[]> {
  const organizations: Filled[] = [];
  for (const patients of sizes) {
    const scene = await openScene({ appUrl: bench.appUrl });
    organizations.push({ organizationId: scene.organizationId, token: scene.token, patients });
    await scene.close();
  }
  const owner = await connectOwner(bench.ownerUrl);
  bench.sleep();
  const began = performance.now();
  const built = await whileBare(owner, ["patients"], async () => {
    for (const organization of organizations) await copyInto(owner, organization);
  });
  await owner.query("vacuum analyze patients");
  bench.wake();
  await sayFilled(owner, began, built);
  await owner.end();
  return organizations;
}

async function copyInto(owner: pg.Client, { organizationId, patients }: Filled): Promise<void> {
  const stream = owner.query(copyFrom(`copy patients (${columns}) from stdin`));
  await pipeline(Readable.from(linesOf(organizationId, patients)), stream);
}

/** A thousand lines at a time, of text that holds neither tabs nor backslashes. */
function* linesOf(organizationId: string, patients: number): Generator<string> {
  const people = madeUpPeople();
  const now = Temporal.Now.instant();
  const since = now.toString();
  const minute = Math.floor(now.epochMilliseconds / 60_000);
  for (let written = 0; written < patients; written += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, patients - written) }, () =>
      lineOf(organizationId, idAt(minute), people.next().value as MadeUp, since),
    );
    yield lines.join("");
  }
}

/** Most names are several people's. */
const keys = new Map<string, ReturnType<typeof namesOf>>();

function lineOf(organizationId: string, id: string, one: MadeUp, since: string): string {
  const { name, nameKey, soundKey } = keys.get(one.name) ?? namesOf(one.name);
  if (!keys.has(name)) keys.set(name, { name, nameKey, soundKey });
  const known = [one.phone ?? "\\N", one.phoneIsOwn, one.birthDate ?? "\\N", one.gender];
  return `${[organizationId, id, name, nameKey, soundKey, ...known, 1, since, since].join("\t")}\n`;
}

async function sayFilled(owner: pg.Client, began: number, built: readonly { name: string; ms: number }[]) {
  const { rows } = await owner.query<{ rows: string; size: string }>(
    "select count(*) as rows, pg_size_pretty(pg_total_relation_size('patients')) as size from patients",
  );
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const slowest = built.toSorted((a, b) => b.ms - a.ms).slice(0, 4);
  const indexes = slowest.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");
  console.log(`${rows[0]!.rows} patients, ${rows[0]!.size}: ${seconds(performance.now() - began)} (${indexes})`);
}
