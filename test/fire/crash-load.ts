import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { type Answer, Rival } from "../rivals.ts";
import { startOn } from "../scene.ts";
import type { CrashClinic } from "./crash-clinic.ts";
import type { Random } from "./seed.ts";

const clients = 8;
const patienceMs = 60_000;

/** What became of the bookings of one day, one for each patient. */
export interface Load {
  day: number;
  /** By the number of the patient: the appointment that was acknowledged. */
  acknowledged: Map<number, string>;
  /** When each of those came, by the clock of `performance`. */
  acknowledgedAt: number[];
  /** Every other answer. */
  others: Answer[];
  /** What should not have been answered. */
  findings: string[];
  done: Promise<unknown>;
}

/**
 * Eight clients book the starts of a day, one after the other; every other one with an Idempotency-Key. While `persists`, a client asks
 * again when no answer came, or 503. With the key it must be told of its booking in the end; without, its own booking of before may
 * meet it as `slot_taken`. When it does not persist, a broken connection ends it.
 */
export function bookDay(clinic: CrashClinic, day: number, { persists }: { persists: boolean }): Load {
  const { token } = clinic.scene;
  const load: Load = {
    day,
    acknowledged: new Map(),
    acknowledgedAt: [],
    others: [],
    findings: [],
    done: Promise.resolve(),
  };
  const rival = new Rival(clinic.server().url, token);
  const wanted = clinic.patients.map((_, i) => i);
  const giveUpAt = Date.now() + patienceMs;
  const client = async (_: unknown, n: number) => {
    const keyed = n % 2 === 0;
    for (let i = wanted.shift(); i !== undefined; i = wanted.shift()) {
      let repeated = false;
      while (!(await settle(i, keyed, repeated))) {
        if (persists && Date.now() > giveUpAt) load.findings.push(`day ${day}: nobody answers`);
        if (!persists || Date.now() > giveUpAt) return;
        repeated = true;
        await sleep(20);
      }
    }
  };
  const settle = async (i: number, keyed: boolean, repeated: boolean): Promise<boolean> => {
    const headers = keyed ? { "idempotency-key": `${day}-${i}` } : {};
    const answer = await rival.post("/appointments", bodyOf(clinic, day, i), headers).catch(() => null);
    if (answer === null) return false;
    const { status, body } = answer;
    if (status === 201) {
      load.acknowledged.set(i, (body["appointment"] as { id: string }).id);
      load.acknowledgedAt.push(performance.now());
      return true;
    }
    load.others.push(answer);
    if (status === 503) return false;
    const ownTwin = status === 409 && body["code"] === "slot_taken" && repeated && !keyed;
    if (!ownTwin) load.findings.push(`day ${day}, patient ${i}: answered ${status} ${String(body["code"])}`);
    return true;
  };
  load.done = Promise.all(Array.from({ length: clients }, client));
  return load;
}

const bodyOf = ({ scene, patients, service, practitioners }: CrashClinic, day: number, i: number) => ({
  clinic_id: scene.clinicId,
  patient_id: patients[i],
  service_id: service,
  practitioner_id: practitioners[i % practitioners.length],
  starts_at: startOn(Temporal.Now.instant(), day, Math.floor(i / practitioners.length)),
  booking_source: "online",
});

/** Somewhere in the middle: after a random number of answers, and a random moment more. */
export async function atRandomMoment(load: Load, patientCount: number, random: Random): Promise<void> {
  const after = patientCount * (0.1 + 0.6 * random.next());
  while (load.acknowledged.size < after) await sleep(1);
  await sleep(random.next() * 20);
}

/** How long after `since` the longest silence ended. Milliseconds. */
export function recoveryMs({ acknowledgedAt }: Load, since: number): number {
  const times = [since, ...acknowledgedAt.filter((time) => time > since)];
  const silences = times.slice(1).map((time, i) => ({ length: time - times[i]!, ended: time - since }));
  return silences.toSorted((a, b) => b.length - a.length)[0]?.ended ?? Infinity;
}
