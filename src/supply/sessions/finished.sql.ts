import type { Temporal } from "temporal-polyfill";
import { sessionMoves } from "../../core/moves.ts";
import type { Database, Transaction } from "../../platform/database.ts";

const { from, to } = sessionMoves.finish;

/** Whether a session is over that is not done yet. */
export async function anyIsOver(database: Database, now: Temporal.Instant): Promise<boolean> {
  const rows = await database.rows(
    {
      name: "session_is_over",
      text: "select 1 from sessions where organization_id = $1 and status = any ($2::text[]) and ends_at <= $3 limit 1",
    },
    [database.organizationId, from, now],
  );
  return rows.length > 0;
}

/** The sessions that are over are done; the clinics where they were. */
export async function finishSessions(
  tx: Transaction,
  now: Temporal.Instant,
): Promise<{ id: string; version: number; clinic_id: string }[]> {
  return await tx.rows(
    `update sessions set status = $4, version = version + 1, updated_at = $3
     where organization_id = $1 and id = any (array(
       select id from sessions where organization_id = $1 and status = any ($2::text[]) and ends_at <= $3 order by id for no key update skip locked))
     returning id, version, clinic_id`,
    [tx.organizationId, from, now, to],
  );
}
