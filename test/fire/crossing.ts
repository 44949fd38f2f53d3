import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Arena } from "../arena.ts";
import { startOn } from "../scene.ts";
import type { Practice, Service } from "./practice.ts";
import { judge } from "./wish.ts";

const patience = 10_000;

/**
 * Some races need a moment that luck rarely gives: everybody holds something when everybody asks for more. A crowd wants a doctor, a
 * machine and a room, half of it the other way round; a transaction of ours takes the machine, or in turn the doctor, until all of them
 * wait, and gives it back.
 */
export async function crossing(arena: Arena, practice: Practice, count: number): Promise<string[]> {
  const { doctors, rooms, machines, patients } = practice;
  const plain = { minutes: 20, before: 0, after: 0, shares: false };
  const services: Service[] = [
    await practice.offer({ ...plain, resources: [machines[0]!, rooms[0]!], doctorAt: 0 }),
    await practice.offer({ ...plain, resources: [rooms[0]!, machines[0]!], doctorAt: 2 }),
  ];
  const first = await practice.ask(practice.wish(patients[0]!, services[0]!, doctors[0]!, 0));
  const findings = judge([first]);
  const blocker = new pg.Client({ connectionString: arena.ownerUrl });
  await blocker.connect();
  try {
    for (let round = 1; round <= count; round++) {
      const start = 30 * round;
      await blocker.query("begin");
      await take(blocker, [machines, doctors][round % 2]![0]!, startOn(arena.now, 1, start, 1));
      const answers = patients.map((patient, i) =>
        practice.ask(practice.wish(patient, services[i % 2]!, doctors[0]!, start)),
      );
      await untilWaiting(arena, patients.length);
      await blocker.query("rollback");
      findings.push(...judge(await Promise.all(answers)).map((finding) => `round ${round}: ${finding}`));
    }
    return findings;
  } finally {
    await blocker.end();
  }
}

/** In the name of an appointment that is there already. */
const take = (blocker: pg.Client, resourceId: string, startsAt: string) =>
  blocker.query(
    `insert into resource_claims (organization_id, id, appointment_id, phase, resource_id, lane, starts_at, ends_at, lead_starts_at,
       lead_ends_at, status)
     select organization_id, gen_random_uuid(), id, 9, $1, 1, w.starts_at, w.ends_at, w.starts_at, w.ends_at, 'active'
     from appointments, (select $2::timestamptz as starts_at, $2::timestamptz + interval '20 minutes' as ends_at) w limit 1`,
    [resourceId, startsAt],
  );

async function untilWaiting(arena: Arena, count: number): Promise<void> {
  const giveUpAt = Date.now() + patience;
  while ((await arena.waiting()) < count) {
    if (Date.now() > giveUpAt) throw new Error(`Not all of ${count} wait for what is held.`);
    await sleep(5);
  }
}
