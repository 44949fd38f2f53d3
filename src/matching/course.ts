import type { Temporal } from "temporal-polyfill";
import { dateOfEpochDay, localDayOfMinute, textOfMinute } from "../core/zones.ts";
import type { Database } from "../platform/database.ts";
import type { Avoided } from "./place-in-turn.ts";
import { placeLines } from "./place-lines.ts";
import { usualWeights } from "./problem.ts";
import { selectNames, type Wanted } from "./problem.sql.ts";
import type { Proposal } from "./proposal.ts";
import { proposeSessions } from "./propose-sessions.ts";
import { readProblemOf } from "./read-problem.ts";
import { readAgainst } from "./read-sight.ts";

/** What is wanted of one service, where its sessions would go, and how that is called. */
export interface CourseLine {
  lineId: string | null;
  requestId: string | null;
  wanted: Wanted;
  /** For each planned session, in their order. */
  proposals: readonly Proposal[];
}

/** A course of treatment: lines that are placed together, and who is who in them. */
export interface Course {
  lines: CourseLine[];
  names: ReadonlyMap<string, string>;
}

type Line = Pick<CourseLine, "lineId" | "requestId" | "wanted">;

/** Where the planned sessions of the lines would go today. Nothing is kept from anybody by asking. */
export async function readCourse(
  database: Database,
  lines: readonly Line[],
  now: Temporal.Instant,
  avoided: Avoided = new Set(),
): Promise<Course> {
  const wanted = lines.map((line) => line.wanted);
  const problem = await readProblemOf(database, wanted, { weights: usualWeights, now });
  const against = await readAgainst(database, problem, wanted, now);
  const placed = await placeLines(problem, avoided);
  const proposals = await proposeSessions(problem, wanted, placed, against);
  const ids = proposals.flatMap(({ place }) => place?.practitionerId ?? []);
  const known = new Map(proposals.map((proposal) => [proposal.sessionTicketId!, proposal]));
  return {
    lines: lines.map((line) => ({ ...line, proposals: line.wanted.ticket_ids.map((id) => known.get(id)!) })),
    names: await selectNames(database, [...new Set(ids)]),
  };
}

/** The course as the API answers it. */
export function sayFeasibility({ lines, names }: Course) {
  const said = lines.map((line) => sayLine(line, names));
  return {
    feasible: said.every(({ placed, sessions }) => placed === sessions),
    last_date: said.reduce<string | null>((last, line) => later(last, line.last_date), null),
    lines: said,
  };
}

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

function sayLine({ lineId, requestId, wanted, proposals }: CourseLine, names: ReadonlyMap<string, string>) {
  const days = proposals.flatMap(({ place }) => (place ? [localDayOfMinute(place.start, wanted.timezone)] : []));
  const last = [...days, ...wanted.given.map(({ day }) => day)].reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    line_id: lineId,
    request_id: requestId,
    service_id: wanted.service_id,
    sessions: proposals.length,
    placed: days.length,
    last_date: last === -Infinity ? null : dateOfEpochDay(last).toString(),
    cost: proposals.reduce((sum, { cost }) => sum + cost, 0),
    placements: proposals.map((proposal) => sayPlacement(proposal, wanted, names)),
  };
}

function sayPlacement(
  { sessionTicketId, place, reasons }: Proposal,
  { ticket_ids, ordinals }: Wanted,
  names: ReadonlyMap<string, string>,
) {
  return {
    ordinal: ordinals[ticket_ids.indexOf(sessionTicketId!)]!,
    place: place && {
      clinic_id: place.clinicId,
      practitioner_id: place.practitionerId,
      resource_ids: [...place.resourceIds],
      starts_at: textOfMinute(place.start),
      ends_at: textOfMinute(place.end),
    },
    practitioner_name: (place?.practitionerId != null && names.get(place.practitionerId)) || null,
    reasons,
  };
}
