import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { after, freeBeds, movableFrom } from "./beds.ts";
import type { BedRow, Holder } from "./beds.sql.ts";
import { giveBeds } from "./give-beds.ts";
import { selectNearbyFree } from "./sessions.sql.ts";

const alternativeCount = 5;

/**
 * The beds of which somebody who comes new may have any: all that are free, or the one that is wanted. Who merely keeps that one
 * changes to another. The session is locked.
 *
 * Throws as `requireRoom` does.
 */
export async function makeRoom(
  tx: Transaction,
  session: SessionRow,
  beds: readonly BedRow[],
  bedId: string | null,
  { actorId, now }: { actorId: string | null; now: Temporal.Instant },
): Promise<BedRow[]> {
  const { free, wanted, keeper } = await requireRoom(tx, session, beds, bedId, now);
  if (!wanted) return free;
  if (!keeper) return [wanted];
  const change = { appointmentId: keeper.appointmentId, bedId: free[0]!.id, given: false };
  await giveBeds(tx, new Set(beds.map(({ id }) => id)), [change], actorId, now);
  return after(beds, new Map([[keeper.appointmentId, free[0]!.id]])).filter(({ id }) => id === wanted.id);
}

interface Room {
  free: BedRow[];
  wanted: BedRow | null;
  /** Who would give way to whoever is given the wanted bed. */
  keeper: Holder | null;
}

/**
 * What the beds, as they were read, have room for. Throws `session_full` with the nearest sessions that have room; `not_found`,
 * `bed_out_of_service` or `bed_taken` for the bed.
 */
export async function requireRoom(
  database: Database,
  session: SessionRow,
  beds: readonly BedRow[],
  bedId: string | null,
  now: Temporal.Instant,
): Promise<Room> {
  const wanted = bedId === null ? null : requireBed(beds, bedId);
  const free = freeBeds(beds);
  if (free.length === 0) throw await full(database, session, now);
  const keeper = wanted && movableFrom(wanted);
  if (wanted && wanted.holders.length > 0 && !keeper) throw taken();
  return { free, wanted, keeper };
}

/** The bed, as one of the session that can be used. Throws `not_found` or `bed_out_of_service`. */
export function requireBed(beds: readonly BedRow[], bedId: string): BedRow {
  const bed = beds.find(({ id }) => id === bedId.toLowerCase());
  if (!bed) throw notFound("/bed_id", "bed of this session");
  if (bed.out)
    throw new DomainError("bed_out_of_service", `${bed.name} is out of service.`, {
      errors: [{ pointer: "/bed_id", code: "bed_out_of_service", detail: "This bed cannot be used then." }],
    });
  return bed;
}

export const taken = (): DomainError =>
  new DomainError("bed_taken", "The bed is given to somebody else.", {
    errors: [{ pointer: "/bed_id", code: "bed_taken", detail: "Another patient was given this bed." }],
  });

async function full(database: Database, session: SessionRow, now: Temporal.Instant): Promise<DomainError> {
  const sessions = await selectNearbyFree(database, session, now, alternativeCount);
  return new DomainError("session_full", "Every bed of the session is taken.", { members: { sessions } });
}
