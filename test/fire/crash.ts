import { setTimeout as sleep } from "node:timers/promises";
import { atRandomMoment, bookDay, type Load, recoveryMs } from "./crash-load.ts";
import type { CrashClinic } from "./crash-clinic.ts";
import { Random } from "./seed.ts";

export interface CrashReport {
  findings: string[];
  acknowledged: number;
  /** From the kill to the end of the silence that it caused. */
  recoveryMs: number;
}

/** Kills the server, or its PostgreSQL, with SIGKILL while a day is booked, and looks at what is there when the day is full. */
export async function crash(clinic: CrashClinic, day: number, what: "server" | "postgres"): Promise<CrashReport> {
  const load = bookDay(clinic, day, { persists: true });
  await atRandomMoment(load, clinic.patients.length, new Random("crash", day));
  const killedAt = performance.now();
  if (what === "postgres") clinic.killPostgres();
  else {
    await clinic.end("SIGKILL");
    await clinic.start();
  }
  await load.done;
  const findings = [...load.findings, ...unkindRefusals(load), ...(await auditDay(clinic, day, load.acknowledged))];
  return { findings, acknowledged: load.acknowledged.size, recoveryMs: recoveryMs(load, killedAt) };
}

/** Who is sent away while there is no database is told when to come back. */
const unkindRefusals = ({ others }: Load): string[] =>
  others
    .filter(({ status }) => status === 503)
    .filter(({ headers, body }) => !(Number(headers.get("retry-after")) > 0) || body["code"] !== "unavailable")
    .map(({ body }) => `503 without a time to come back: ${JSON.stringify(body)}`);

/**
 * Every booking of a full day that was acknowledged is there with all its parts, every start is booked once, no law is broken, and
 * all of it is announced.
 */
export async function auditDay(
  clinic: CrashClinic,
  day: number,
  acknowledged: ReadonlyMap<number, string>,
): Promise<string[]> {
  const ids = [...acknowledged.values()];
  const { patients } = clinic;
  await untilDelivered(clinic);
  const rows = await clinic.withOwner(async (owner) => (await owner.query<Stored>(storedOf, [day, ids])).rows);
  const { live, starts, whole, announced, gaps } = rows[0]!;
  return [
    ...(live === patients.length && starts === live ? [] : [`${live} bookings of ${starts} patients`]),
    ...(whole === ids.length ? [] : [`of ${ids.length} acknowledged bookings ${whole} are there and whole`]),
    ...(announced === ids.length ? [] : [`of ${ids.length} acknowledged bookings ${announced} were announced`]),
    ...(gaps === 0 ? [] : [`${gaps} rooms have gaps in their events`]),
    ...(await clinic.brokenLaws()),
  ].map((finding) => `day ${day}: ${finding}`);
}

interface Stored {
  live: number;
  starts: number;
  whole: number;
  announced: number;
  gaps: number;
}

const storedOf = `with live as (
    select id, patient_id from appointments where status = 'confirmed' and service_date = (now() at time zone 'UTC')::date + $1::integer)
  select (select count(*)::integer from live) as live,
    (select count(distinct patient_id)::integer from live) as starts,
    (select count(*)::integer from live where id = any ($2::uuid[])
       and 1 = (select count(*) from resource_claims where appointment_id = live.id and status = 'active')
       and 1 = (select count(*) from visits where appointment_id = live.id)
       and 1 = (select count(*) from payments where appointment_id = live.id)
       and 1 = (select count(*) from events where subject_id = live.id)) as whole,
    (select count(distinct subject_id)::integer from room_events
     where kind = 'appointment_created' and room like 'clinic_%' and subject_id = any ($2::uuid[])) as announced,
    (select count(*)::integer from (select room from room_events group by room having count(*) <> max(seq)) broken) as gaps`;

async function untilDelivered(clinic: CrashClinic): Promise<void> {
  const left = () => clinic.withOwner((owner) => owner.query("select 1 from outbox"));
  while ((await left()).rowCount! > 0) await sleep(50);
}
