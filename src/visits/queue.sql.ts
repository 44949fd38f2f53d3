import type { Temporal } from "temporal-polyfill";
import type { VisitStatus } from "../core/moves.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { isOfDay } from "./day.sql.ts";
import { recorded, these, type VisitCause, visitColumns, type VisitRow } from "./visit-row.sql.ts";

// The counter's row is locked until COMMIT and so hands out 1..n; that is why joining comes last in every transaction. Whoever
// left the queue and comes back has a number already, and takes none.
const joinStatement = {
  name: "join_queue",
  text: `with counter as (
      insert into queue_counters as q (organization_id, clinic_id, service_date, last_number)
      select organization_id, clinic_id, service_date, 1 from visits
      where organization_id = $1 and id = $2 and queue_number is null and status = 'scheduled'
      on conflict on constraint queue_counters_pkey do update set last_number = q.last_number + 1 returning last_number),
    changed as (
      update visits v set status = 'waiting', queue_number = coalesce(v.queue_number, given.number), check_in_time = $3,
        in_line_since = greatest($3::timestamptz, $8::timestamptz), updated_at = $4, version = version + 1
      from (select (select last_number from counter) as number) given
      where v.organization_id = $1 and v.id = $2 and v.status = 'scheduled' and coalesce(v.queue_number, given.number) is not null
      returning v.*),
    ${recorded(these(["status", "queue_number", "check_in_time", "in_line_since"]), { id: "$5", kind: "$6", actor: "$7" })}
    select ${visitColumns} from changed`,
};

export type Joining = VisitCause & {
  checkInTime: Temporal.Instant;
  /** When the appointment starts: nobody is in line before. Null for who has none. */
  dueAt: Temporal.Instant | null;
  now: Temporal.Instant;
};

/** Puts the scheduled visit into the queue, with the next number unless it has one; no row back when it is not scheduled. */
export async function joinQueue(tx: Transaction, id: string, joining: Joining): Promise<VisitRow | undefined> {
  const { checkInTime, dueAt, kind, actorId, now } = joining;
  const values = [tx.organizationId, id, checkInTime, now, newId(), kind, actorId, dueAt];
  const [row] = await tx.rows<VisitRow>(joinStatement, values);
  return row;
}

export type VisitTimes = Partial<
  Record<
    "check_in_time" | "in_line_since" | "called_at" | "started_at" | "ended_at" | "completed_at",
    Temporal.Instant | null
  >
>;
/** What a move sets besides times. */
export type VisitPlace = Partial<Pick<VisitRow, "practitioner_id" | "room_id" | "call_count">>;

export type GuardedMove = VisitCause & {
  from: readonly VisitStatus[];
  to: VisitStatus;
  version: number | null;
  times: VisitTimes;
  place?: VisitPlace;
  /** One call more. */
  calls?: boolean;
  /** Why; told by the event, and no part of the visit. */
  reason?: string;
  now: Temporal.Instant;
};

/** The guarded move, with what it sets; no row back is a conflict. Column names come from the types, never from outside. */
export async function moveVisit(tx: Transaction, id: string, move: GuardedMove): Promise<VisitRow | undefined> {
  const set = Object.entries({ ...move.times, ...move.place });
  const sets = [
    "status = $4",
    "updated_at = $6",
    "version = version + 1",
    ...(move.calls ? ["call_count = call_count + 1"] : []),
    ...set.map(([column], i) => `${column} = $${i + 10}`),
  ];
  const named = [...set.map(([column]) => column), ...(move.calls ? ["call_count"] : [])];
  const said = move.reason === undefined ? [] : [move.reason];
  const told = [
    these(["status", ...named]),
    ...said.map(() => `jsonb_build_object('reason', $${set.length + 10}::text)`),
  ].join(" || ");
  const [row] = await tx.rows<VisitRow>(
    {
      // PostgreSQL tells names apart by their first 63 letters, which is how long the longest of these is.
      name: ["move", ...named, ...said.map(() => "because")].join(" "),
      text: `with changed as (
          update visits set ${sets.join(", ")}
          where organization_id = $1 and id = $2 and status = any ($3) and ($5::integer is null or version = $5) returning *),
        ${recorded(told, { id: "$7", kind: "$8", actor: "$9" })}
        select ${visitColumns} from changed`,
    },
    [
      tx.organizationId,
      id,
      move.from,
      move.to,
      move.version,
      move.now,
      newId(),
      move.kind,
      move.actorId,
      ...set.map(([, value]) => value),
      ...said,
    ],
  );
  return row;
}

/** Says how urgent a visit is that has not begun; no row back is a conflict. */
export async function prioritizeVisit(
  tx: Transaction,
  id: string,
  wanted: {
    priority: number;
    reason: string | null;
    from: readonly VisitStatus[];
    version: number | null;
    actorId: string | null;
    now: Temporal.Instant;
  },
): Promise<VisitRow | undefined> {
  const [row] = await tx.rows<VisitRow>(
    `with changed as (
       update visits set priority = $3, priority_reason = $4, updated_at = $5, version = version + 1
       where organization_id = $1 and id = $2 and status = any ($6) and ($7::integer is null or version = $7) returning *),
     ${recorded(these(["priority", "priority_reason"]), { id: "$8", kind: "'prioritize'", actor: "$9" })}
     select ${visitColumns} from changed`,
    [
      tx.organizationId,
      id,
      wanted.priority,
      wanted.reason,
      wanted.now,
      wanted.from,
      wanted.version,
      newId(),
      wanted.actorId,
    ],
  );
  return row;
}

export interface Next {
  clinicId: string;
  today: Temporal.PlainDate;
  /** Who is of the date before counts as long as they were seen since. */
  since: Temporal.Instant;
  practitionerId: string | null;
  /** Of visits for anybody, those for one of these services. */
  offeredIds: readonly string[];
  serviceId: string | null;
  now: Temporal.Instant;
}

/** Who of the day may be called so, for `candidates`. */
const mayBeCalled = `organization_id = $1 and clinic_id = $2 and status = 'waiting' and check_in_time <= $8
          and ${isOfDay("visits", { date: "$3", since: "$4" })}
          and ($5::uuid is null or practitioner_id = $5 or (practitioner_id is null and service_id = any ($6::uuid[])))
          and ($7::uuid is null or service_id = $7)`;

const candidates = (tx: Transaction, next: Next) => [
  tx.organizationId,
  next.clinicId,
  next.today,
  next.since,
  next.practitionerId,
  next.offeredIds,
  next.serviceId,
  next.now,
];

/** The visit that is next, locked. Whoever else looks meanwhile passes over it. Nobody is called before they came. */
export async function lockNextVisit(tx: Transaction, next: Next): Promise<VisitRow | undefined> {
  const [row] = await tx.rows<VisitRow>(
    {
      name: "lock_next_visit",
      text: `select ${visitColumns} from visits where ${mayBeCalled}
        order by priority desc, coalesce(in_line_since, check_in_time), service_date, queue_number
        limit 1 for update skip locked`,
    },
    candidates(tx, next),
  );
  return row;
}

/**
 * Waits for everybody who changes one of those that could be called, and locks them. They are taken in the order of their ids: in the
 * order in which they are next, which changes, two who wait would wait for each other. For the same reason nothing else may be locked
 * before.
 */
export async function lockWaitingVisits(tx: Transaction, next: Next): Promise<void> {
  await tx.rows(
    { name: "lock_waiting_visits", text: `select 1 from visits where ${mayBeCalled} order by id for update` },
    candidates(tx, next),
  );
}
