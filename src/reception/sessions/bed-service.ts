import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError, fault, notFound } from "../../core/errors.ts";
import { lockAppointment } from "../../booking/appointments.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { lockScope, rulesChanged } from "../../supply/announce-slots.ts";
import { instantOf } from "../../supply/read-range.ts";
import type { bedChange, bedChanged } from "../../supply/sessions/admission-schemas.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { type BedRow, selectBeds } from "./beds.sql.ts";
import { rehome } from "./rehome.ts";
import { deleteBlocksOfBed, insertBlocks } from "./session-blocks.sql.ts";
import { lockExpectedSession, readBeds, recordSession, requireOn } from "./session-record.ts";

interface Changing extends z.output<typeof bedChange> {
  sessionId: string;
  bedId: string;
  expectedVersion: number | null;
}

/**
 * Takes a bed of a session out of service, also in the middle of it, or back into it. Patients on beds that cannot be used are given
 * others; for whom there is none is said, and stays where they are until somebody calls or re-plans them.
 *
 * Throws `not_found`, `version_mismatch`, `illegal_move`, `empty_range`, or `bed_out_of_service` for one that something else keeps so.
 */
export async function changeBed(house: House, caller: Caller, command: Changing): Promise<z.input<typeof bedChanged>> {
  const now = house.now();
  const changed = await house.postgres.write(caller.organizationId, (tx) =>
    changeWithin(tx, command, caller.accountId, now),
  );
  house.wake(caller.organizationId);
  return changed;
}

async function changeWithin(tx: Transaction, command: Changing, actorId: string, now: Temporal.Instant) {
  const session = await lockExpectedSession(tx, command.sessionId, command.expectedVersion);
  requireOn(session);
  const beds = await readBeds(tx, session.id, now);
  const bed = beds.find(({ id }) => id === command.bedId.toLowerCase());
  if (!bed) throw notFound("/bed_id", "bed of this session");
  const out = command.status === "out_of_service";
  if (out && command.from !== undefined) readFrom(session, command.from, now);
  const changes = bed.out !== out;
  if (changes) {
    await lockBedsOf(tx, beds);
    await (out ? takeOut : takeBack)(tx, session, bed, command, actorId, now);
  }
  const rehomed = await rehome(tx, await selectBeds(tx, session.id, now), actorId, now);
  if (changes) await rulesChanged(tx, { resourceIds: [bed.id] }, now, [session.clinic_id]);
  const { holders } = rehomed.beds.find(({ id }) => id === bed.id)!;
  const status = out ? "out_of_service" : holders.length > 0 ? "reserved" : "available";
  return { bed_id: bed.id, status, moved: rehomed.moved, stranded: rehomed.stranded } as const;
}

/** Whoever ends an appointment locks it before its beds: so does this, that neither waits for the other in a ring. */
export async function lockBedsOf(tx: Transaction, beds: readonly BedRow[]): Promise<void> {
  const holders = beds.flatMap((bed) => bed.holders.map(({ appointmentId }) => appointmentId));
  for (const id of [...new Set(holders)].sort()) await lockAppointment(tx, id);
  await lockScope(tx, { resourceIds: beds.map(({ id }) => id) });
}

async function takeOut(
  tx: Transaction,
  session: SessionRow,
  bed: BedRow,
  { from: wanted, reason: said }: Changing,
  actorId: string,
  now: Temporal.Instant,
): Promise<void> {
  const from = readFrom(session, wanted, now);
  const reason = said ?? null;
  const laid = { bedIds: [bed.id], from, to: session.ends_at, reason, createdBy: actorId };
  await insertBlocks(tx, session, laid, now);
  const told = { bed_id: bed.id, from: from.toString(), reason };
  await recordSession(tx, session.id, { kind: "bed_out", change: {}, told }, actorId, now);
}

async function takeBack(
  tx: Transaction,
  session: SessionRow,
  bed: BedRow,
  _: Changing,
  actorId: string,
  now: Temporal.Instant,
): Promise<void> {
  await deleteBlocksOfBed(tx, session.id, bed.id);
  const known = (await selectBeds(tx, session.id, now)).find(({ id }) => id === bed.id);
  if (known?.out)
    throw new DomainError("bed_out_of_service", "Something else than this session keeps the bed out of service.");
  await recordSession(tx, session.id, { kind: "bed_back", change: {}, told: { bed_id: bed.id } }, actorId, now);
}

/** From when the bed cannot be used: what is said, or now when the session is under way, or all of it. */
function readFrom(session: SessionRow, wanted: string | undefined, now: Temporal.Instant): Temporal.Instant {
  const { starts_at: starts, ends_at: ends, timezone } = session;
  const said = wanted === undefined ? now : instantOf(wanted, timezone);
  if (Temporal.Instant.compare(said, ends) >= 0)
    throw fault("empty_range", wanted === undefined ? "/id" : "/from", "The session is over by then.");
  return Temporal.Instant.compare(said, starts) < 0 ? starts : said;
}
