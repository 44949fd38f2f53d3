import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type Random, randomOf } from "../../core/random.ts";
import type { QueuedRow } from "../queue/queue.sql.ts";
import type { Duration } from "./duration.ts";
import { estimateQueue } from "./estimate-queue.ts";

/** A morning of a practice in which treatments vary as they do: minutes since it opened. */
interface Patient {
  id: string;
  practitionerId: string | null;
  service: "short" | "long";
  came: number;
  takes: number;
  called: number | null;
  told: { lowMinutes: number; highMinutes: number } | null;
}

const opens = Temporal.Instant.from("2026-11-18T06:00:00Z");
const at = (minute: number) => opens.add({ milliseconds: Math.round(minute * 60_000) });
const doctors = ["a", "b", "c"];
const usual = { short: 9, long: 22 };

/** Log-normal: most near the usual time, a few much longer. */
function takesOf(random: Random, service: Patient["service"]): number {
  const uniform = () => random.whole(1, 1_000_000) / 1_000_001;
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return usual[service] * Math.exp(0.4 * normal);
}

/** What 300 earlier treatments of the same kind took. */
function learn(random: Random, service: Patient["service"]): Duration {
  const took = Array.from({ length: 300 }, () => takesOf(random, service)).sort((a, b) => a - b);
  return { low: took[30]!, mean: took.reduce((sum, one) => sum + one, 0) / 300, high: took[270]! };
}

/** Who is called when a doctor is free: the first who waits for them or for anybody. Each is told an estimate on coming. */
function liveMorning(random: Random, learned: Record<string, Duration>): Patient[] {
  const patients: Patient[] = [];
  for (let minute = 0; minute < 240; minute += random.whole(1, 9)) {
    const service = random.chance(0.6) ? "short" : "long";
    const practitionerId = random.chance(0.3) ? null : random.pick(doctors);
    const id = `patient ${patients.length}`;
    patients.push({
      id,
      practitionerId,
      service,
      came: minute,
      takes: takesOf(random, service),
      called: null,
      told: null,
    });
  }
  const free = new Map(doctors.map((id) => [id, 0]));
  const seenBy = new Map<string, string>();
  for (let now = 0; patients.some(({ called }) => called === null); now += 0.25) {
    for (const doctor of doctors) {
      if (free.get(doctor)! > now) continue;
      const mine = ({ practitionerId }: Patient) => practitionerId === null || practitionerId === doctor;
      const next = patients.find((one) => one.called === null && one.came <= now && mine(one));
      if (!next) continue;
      next.called = now;
      seenBy.set(next.id, doctor);
      free.set(doctor, now + next.takes);
    }
    for (const patient of patients)
      if (patient.told === null && patient.came <= now) patient.told = tell(patients, patient, now, seenBy, learned);
  }
  return patients;
}

function tell(
  all: Patient[],
  patient: Patient,
  now: number,
  seenBy: Map<string, string>,
  learned: Record<string, Duration>,
) {
  if (patient.called !== null) return { lowMinutes: 0, highMinutes: 0 };
  const rows = all.filter(({ came }) => came <= now).map((one) => rowOf(one, now, seenBy));
  const ranges = estimateQueue(rows, {
    workers: new Map(doctors.map((id) => [id, 0])),
    ableFor: ({ practitioner_id: id }) => (id === null ? doctors : [id]),
    durationOf: ({ service_id: service }) => learned[service]!,
    now: at(now),
  });
  return ranges.get(patient.id) ?? null;
}

function rowOf(
  { id, practitionerId, service, came, takes, called }: Patient,
  now: number,
  seenBy: Map<string, string>,
): QueuedRow {
  const over = called !== null && called + takes <= now;
  return {
    id,
    status: called === null ? "waiting" : over ? "completed" : "in_progress",
    practitioner_id: seenBy.get(id) ?? practitionerId,
    service_id: service,
    check_in_time: at(came),
    in_line_since: at(came),
    called_at: called === null ? null : at(called),
    starts_at: null,
    priority: 0,
  } as QueuedRow;
}

test("of who waits in a busy practice most are called within what they were told", () => {
  const random = randomOf(20_261_118);
  const learned = { short: learn(random, "short"), long: learn(random, "long") };
  const patients = Array.from({ length: 40 }, () => liveMorning(random, learned)).flat();
  const waited = patients.filter(({ called, came }) => called! - came > 1);
  const held = waited.map(({ called, came, told }) => {
    const wait = called! - came;
    if (wait < told!.lowMinutes - 1) return "sooner";
    return wait > told!.highMinutes + 1 ? "later" : "inside";
  });
  const shareOf = (what: string) => held.filter((one) => one === what).length / held.length;
  const width = waited.reduce((sum, { told }) => sum + told!.highMinutes - told!.lowMinutes, 0) / waited.length;
  const wait = waited.reduce((sum, { called, came }) => sum + called! - came, 0) / waited.length;
  expect(waited.length).toBeGreaterThan(1000);
  expect(
    shareOf("inside"),
    `sooner ${shareOf("sooner")}, later ${shareOf("later")}, width ${width}, wait ${wait}`,
  ).toBeGreaterThan(0.7);
  // A range that always holds because it says nothing is none.
  expect(width).toBeLessThan(1.2 * wait);
});
