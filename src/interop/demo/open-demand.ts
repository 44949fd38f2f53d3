import type { Temporal } from "temporal-polyfill";
import { requestSessions } from "../../demand/request-record.ts";
import type { Transaction } from "../../platform/database.ts";
import { selectClinics, selectPatients, selectServices } from "./demo.sql.ts";

interface Wanted {
  service: string;
  sessions: number;
  min_days_between?: number;
  max_days_between?: number;
  priority?: number;
  patterns?: { weekday?: number; start_local?: string; end_local?: string; weight?: number }[];
}

const mondayMorning = { weekday: 1, start_local: "10:00" };
const thursdayAfternoon = { weekday: 4, start_local: "14:00", end_local: "18:00", weight: 60 };

/** What patients of each clinic wait for, so that there is something to place and somebody to offer freed time to. */
const wanted: readonly Wanted[] = [
  {
    service: "Laser session",
    sessions: 6,
    min_days_between: 6,
    max_days_between: 10,
    patterns: [mondayMorning, thursdayAfternoon],
  },
  { service: "Laser session", sessions: 4, min_days_between: 5, max_days_between: 14, patterns: [thursdayAfternoon] },
  { service: "Follow-up", sessions: 3, min_days_between: 14, patterns: [{ start_local: "09:00", end_local: "11:00" }] },
  { service: "First visit", sessions: 1, priority: 5 },
  { service: "General consultation", sessions: 1 },
  { service: "Child check-up", sessions: 2, min_days_between: 28 },
];

/** Booking requests of the demo's patients, the same for each seed. */
export async function openDemand(tx: Transaction, now: Temporal.Instant): Promise<void> {
  const [clinics, services, patients] = [await selectClinics(tx), await selectServices(tx), await selectPatients(tx)];
  const idOf = new Map(services.map(({ name, id }) => [name, id]));
  for (const [i, clinic] of clinics.entries())
    for (const [j, { service, ...wishes }] of wanted.entries()) {
      const patient = patients[(i * wanted.length + j) % patients.length]!;
      const request = { clinic_id: clinic.id, patient_id: patient.id, service_id: idOf.get(service)!, ...wishes };
      await requestSessions(tx, request, null, now);
    }
}
