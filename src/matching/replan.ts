import { setImmediate } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { DomainError, fault, notFound } from "../core/errors.ts";
import { allows, appointmentMoves } from "../core/moves.ts";
import { epochMinuteOf } from "../core/zones.ts";
import type { Database } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import type { Asked } from "./plans.sql.ts";
import type { Weights } from "./problem.ts";
import type { Answer } from "./proposal.ts";
import type { Lost } from "./replan/close.ts";
import type { GoOn } from "./replan/go-on.ts";
import type { Moving } from "./replan/moving.ts";
import { type MovingRow, selectMoving, selectNeeding, selectStrandedBy } from "./replan/moving.sql.ts";
import { propose } from "./replan/propose.ts";
import { readMovings } from "./replan/read-moving.ts";

/** As long as the answer may be looked for when nothing is said: a call waits for it. */
const usualSeconds = 0.8;

/** As many appointments as one plan moves. */
const most = 1000;

type Replan = Pick<Asked, "absence" | "appointment_ids" | "session_id" | "time_limit_seconds">;

/**
 * Where the appointments go that an absence or a session strands, or that are named: at their own time with somebody else or in another room, as
 * many as possible; else at the nearest time that is free; else on the call list. In the order of time.
 *
 * The absence need not be written down. Each proposal stands by itself: it takes no time that another one of them gives up.
 * Throws `not_found` and `illegal_move` for what is named, `empty_range`, and `range_too_long` where an absence strands too many.
 */
export async function replan(house: House, organizationId: string, asked: Replan, weights: Weights): Promise<Answer> {
  const movings = await house.postgres.read(organizationId, (database) => readAsked(database, asked, house.now()));
  return await propose(movings, weights, forSeconds(asked.time_limit_seconds ?? usualSeconds));
}

async function readAsked(
  database: Database,
  { absence, appointment_ids: ids = [], session_id: sessionId }: Replan,
  now: Temporal.Instant,
): Promise<Moving[]> {
  if (sessionId !== undefined)
    return await readMovings(database, await selectStrandedBy(database, sessionId), null, now);
  if (!absence) return await readMovings(database, await namedRows(database, ids), null, now);
  const [from, to] = [Temporal.Instant.from(absence.from), Temporal.Instant.from(absence.to)];
  if (Temporal.Instant.compare(from, to) >= 0)
    throw fault("empty_range", "/absence/to", "The end must come after the beginning; it is not part of the range.");
  const rows = await selectNeeding(database, absence.resource_id, from, to, now, most + 1);
  if (rows.length > most)
    throw fault("range_too_long", "/absence/to", `It strands more than ${most} appointments: take fewer days.`);
  const lost: Lost = {
    resourceId: absence.resource_id,
    range: [epochMinuteOf(from), Math.ceil(to.epochMilliseconds / 60_000)],
  };
  return await readMovings(database, rows, lost, now);
}

/** The appointments that were named. Throws `not_found`, and `illegal_move` for one that cannot move any more. */
async function namedRows(database: Database, ids: readonly string[]): Promise<MovingRow[]> {
  const rows = await selectMoving(database, ids);
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const [i, id] of ids.entries()) {
    const row = found.get(id.toLowerCase());
    if (!row) throw notFound(`/appointment_ids/${i}`, "appointment");
    const { reschedule, reschedule_request } = appointmentMoves;
    if (!allows(reschedule, row.status) && !allows(reschedule_request, row.status))
      throw stuck(`/appointment_ids/${i}`, row.status);
  }
  return rows;
}

function stuck(pointer: string, status: string): DomainError {
  const detail = `It cannot be moved while it is ${status.replaceAll("_", " ")}.`;
  const errors = [{ pointer, code: "illegal_move", detail }];
  return new DomainError("illegal_move", detail, { errors, members: { found_status: status } });
}

/** Others are served in between. */
function forSeconds(seconds: number): GoOn {
  const until = performance.now() + seconds * 1000;
  return async () => {
    await setImmediate();
    return performance.now() < until;
  };
}
