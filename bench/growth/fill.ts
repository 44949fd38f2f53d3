import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { textOfMinute } from "../../src/core/zones.ts";
import { nameKey } from "../../src/core/names.ts";
import { soundKey } from "../../src/core/name-sounds.ts";
import { connectOwner } from "../on-server.ts";
import { whileBare } from "./bare-tables.ts";
import type { Service } from "./clinics.ts";
import { comingDays } from "./clinics.ts";
import { linesOfDay } from "./history.ts";
import { idAt, lastReceiptNumber } from "./ids.ts";
import { columns, lineOf, type Table, tables } from "./lines.ts";

export interface Filled {
  firstDay: number;
  copyMs: number;
  buildMs: number;
  slowest: { name: string; ms: number }[];
  analyzeMs: number;
}

/** Writes the whole past of the service, and what is booked for the coming days, by COPY into all tables at once. */
export async function fill(ownerUrl: string, service: Service, today: number): Promise<Filled> {
  const owner = await connectOwner(ownerUrl);
  const firstDay = today + comingDays - service.days + 1;
  const patientIds = Array.from({ length: service.patients }, () => idAt((firstDay - 30) * 1440));
  let copyMs = 0;
  const built = await whileBare(owner, tables, async () => {
    const began = performance.now();
    await copyAll(ownerUrl, service, patientIds, { firstDay, today });
    copyMs = performance.now() - began;
  });
  const began = performance.now();
  await owner.query("vacuum analyze");
  const analyzeMs = performance.now() - began;
  await owner.end();
  const buildMs = built.reduce((sum, { ms }) => sum + ms, 0);
  const slowest = built.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
  return { firstDay, copyMs, buildMs, slowest, analyzeMs };
}

async function copyAll(
  ownerUrl: string,
  service: Service,
  patientIds: readonly string[],
  time: { firstDay: number; today: number },
): Promise<void> {
  const copies = new Map<Table, Copy>();
  for (const table of tables) copies.set(table, await Copy.into(ownerUrl, table));
  const { organizationId } = service;
  const since = textOfMinute((time.firstDay - 30) * 1440);
  for (let at = 0; at < patientIds.length; at += 10_000) {
    const some = patientIds.slice(at, at + 10_000).map((id, i) => patientLine(organizationId, id, at + i, since));
    await copies.get("patients")!.write(some);
  }
  for (let day = 0; day < service.days; day++) {
    const lines = linesOfDay(service, patientIds, day, time);
    await Promise.all(tables.map((table) => copies.get(table)!.write(lines[table])));
  }
  await copies.get("receipt_counters")!.write(service.clinics.map((clinic) => counterLine(organizationId, clinic.id)));
  for (const copy of copies.values()) await copy.end();
}

const counterLine = (organizationId: string, clinic_id: string): string =>
  lineOf("receipt_counters", organizationId, { clinic_id, last_number: lastReceiptNumber(clinic_id) });

function patientLine(organizationId: string, id: string, n: number, since: string): string {
  const name = `${given[n % given.length]!} ${family[Math.floor(n / given.length) % family.length]!} ${n}`;
  const known = { phone_is_own: true, gender: "unknown", version: 1, created_at: since, updated_at: since };
  return lineOf("patients", organizationId, { id, name, name_key: nameKey(name), sound_key: soundKey(name), ...known });
}

const given = ["Ada", "Basil", "Chloe", "Dimitra", "Elias", "Fatima", "Giorgos", "Huda", "Ioanna", "Jamal", "Katerina"];
const family = ["Papadopoulou", "Hassan", "Nikolaou", "Said", "Georgiou", "Mansour", "Ioannou", "Khalil", "Makris"];

/** One table's COPY, on a connection of its own. It is frozen, as a table that is left alone for a while is by itself. */
class Copy {
  /** The stream itself does not know, and would write to nobody. */
  #broken = false;

  private constructor(
    readonly client: pg.Client,
    readonly stream: ReturnType<typeof copyFrom>,
    readonly done: Promise<void>,
  ) {}

  static async into(ownerUrl: string, table: Table): Promise<Copy> {
    const client = await connectOwner(ownerUrl);
    await client.query(`begin; truncate ${table}`);
    const stream = client.query(
      copyFrom(`copy ${table} (organization_id, ${columns[table]}) from stdin with (freeze)`),
    );
    const done = finished(stream);
    const copy = new Copy(client, stream, done);
    // A failure is thrown by whoever writes or ends next, and not as nobody's.
    done.catch(() => (copy.#broken = true));
    return copy;
  }

  async write(lines: readonly string[]): Promise<void> {
    if (this.#broken) await this.done;
    if (lines.length === 0 || this.stream.write(`${lines.join("\n")}\n`)) return;
    await Promise.race([once(this.stream, "drain"), this.done]);
  }

  async end(): Promise<void> {
    this.stream.end();
    await this.done;
    await this.client.query("commit");
    await this.client.end();
  }
}
