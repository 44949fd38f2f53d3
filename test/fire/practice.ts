import type { Arena } from "../arena.ts";
import { startOn } from "../scene.ts";
import type { Outcome, Wish } from "./wish.ts";

/** A service as a race needs it: beside a doctor it may take fixed resources, listed in any order among its phases. */
export interface Service {
  id: string;
  minutes: number;
  before: number;
  after: number;
  shares: boolean;
  /** Besides the doctor. */
  resources: readonly string[];
}

interface Described extends Omit<Service, "id"> {
  /** The place of the doctor among the phases; whoever takes them as they come waits for others crosswise. */
  doctorAt: number;
}

export interface Practice {
  doctors: string[];
  rooms: string[];
  machines: string[];
  patients: string[];
  /** Offered by every doctor. */
  offer(service: Described): Promise<Service>;
  /** What it means that a patient wants a service of a doctor at a minute. */
  wish(patient: string, service: Service, doctor: string, start: number): Asked;
  ask(asked: Asked): Promise<Outcome>;
}

export interface Asked extends Wish {
  body: object;
}

interface Size {
  doctors: number;
  rooms?: number;
  machines?: number;
  patients: number;
}

export async function openPractice({ scene, rival, now }: Arena, size: Size): Promise<Practice> {
  const doctors = await scene.practitioners(size.doctors);
  const rooms = await scene.rooms(size.rooms ?? 0);
  const machines = await scene.rooms(size.machines ?? 0);
  const patients = await scene.patients(size.patients);
  return {
    doctors,
    rooms,
    machines,
    patients,
    async offer({ doctorAt, ...service }) {
      const whole = { starts_minute: 0, ends_minute: service.minutes };
      const phases: object[] = service.resources.map((id) => ({ ...whole, need: "resource", resource_id: id }));
      const { status, body } = await rival.post("/services", {
        name: "Treatment",
        duration_minutes: service.minutes,
        buffer_before_minutes: service.before,
        buffer_after_minutes: service.after,
        buffers_shareable: service.shares,
        price_minor: 4_500,
        clinic_ids: [scene.clinicId],
        practitioner_ids: doctors,
        phases: phases.toSpliced(doctorAt, 0, { ...whole, need: "practitioner" }),
      });
      if (status !== 201) throw new Error(`The service was answered ${status}: ${JSON.stringify(body)}`);
      return { ...service, id: body["id"] as string };
    },
    wish: (patient, { id, resources, ...service }, doctor, start) => ({
      ...service,
      patient,
      resources: [doctor, ...resources],
      start,
      body: {
        clinic_id: scene.clinicId,
        patient_id: patient,
        service_id: id,
        practitioner_id: doctor,
        starts_at: startOn(now, 1, start, 1),
        booking_source: "phone",
      },
    }),
    async ask(wish) {
      const since = performance.now();
      const { status, body } = await rival.post("/appointments", wish.body);
      return { wish, status, code: body["code"] as string | undefined, milliseconds: performance.now() - since };
    },
  };
}
