import { Temporal } from "temporal-polyfill";
import { type Scene, startOn } from "../test/scene.ts";

/** One booking that is free to be made: nobody else in the benchmark wants the practitioner, or the patient, at that time. */
export interface Wanted {
  practitioner_id: string;
  patient_id: string;
  service_id: string;
  starts_at: string;
}

const practitionerCount = 60;
const startsPerDay = 48;
const patientCount = 3_000;

/** Opens sixty doctors with their inventory, and deals out at least `count` starts in a random order that is the same each time. */
export async function openStarts(scene: Scene, count: number): Promise<() => Wanted> {
  const days = Math.ceil(count / (practitionerCount * startsPerDay));
  const practitioners = await scene.practitioners(practitionerCount);
  const service_id = await scene.service(practitioners);
  const patients = await scene.patients(patientCount);
  await scene.generateSlots(days + 1);
  const now = Temporal.Now.instant();
  const all = Array.from({ length: days * startsPerDay }, (_, time) =>
    practitioners.map((practitioner_id, i) => ({
      practitioner_id,
      patient_id: patients[(time * practitionerCount + i) % patientCount]!,
      service_id,
      starts_at: startOn(now, 1 + Math.floor(time / startsPerDay), time % startsPerDay),
    })),
  ).flat();
  shuffle(all);
  return () => {
    const wanted = all.pop();
    if (!wanted) throw new RangeError("More bookings than starts.");
    return wanted;
  };
}

/** Fisher and Yates, with a small generator that needs no seed of the moment. */
export function shuffle(items: unknown[]): void {
  let state = 1;
  for (let i = items.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const j = state % (i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}
