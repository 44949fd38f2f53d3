import type { House } from "../../platform/house.ts";
import { type BookableClinic, type Desk } from "./book-days.ts";
import {
  type DemoPatient,
  selectAccounts,
  selectClinics,
  selectOpening,
  selectOfferedAt,
  selectPatients,
} from "./demo.sql.ts";
import { fillWard } from "./fill-ward.ts";
import { daysLived, liveDays } from "./live-days.ts";
import type { DemoPlan } from "./plan-demo.ts";
import { randomOf } from "../../core/random.ts";

/** Lives the days of every clinic of a demo organization, at the receptionist's desk, and admits to the sessions ahead. */
export async function liveDemo(
  house: House,
  organizationId: string,
  plan: DemoPlan,
  seed: number,
  progress: (done: number, all: number) => void,
): Promise<void> {
  const { desk, clinics } = await prepare(house, organizationId, plan, seed);
  for (const [i, clinic] of clinics.entries())
    await liveDays(desk, clinic, (done) => progress(i * daysLived + done, clinics.length * daysLived));
  for (const clinic of clinics) await fillWard(desk, clinic);
}

async function prepare(house: House, organizationId: string, plan: DemoPlan, seed: number) {
  return await house.postgres.read(organizationId, async (database) => {
    const [clinics, patients, accounts, openedAt] = await Promise.all([
      selectClinics(database),
      selectPatients(database),
      selectAccounts(database),
      selectOpening(database),
    ]);
    const { id: accountId } = accounts.find(({ role }) => role === "receptionist")!;
    const caller = { organizationId, accountId, role: "receptionist", practitionerId: null } as const;
    const desk: Desk = { house, caller, random: randomOf(seed), openedAt, now: house.now() };
    const bookable = clinics.map(async (clinic): Promise<BookableClinic> => {
      const serviceIds = await selectOfferedAt(database, clinic.id);
      const patientIds = patientsOf(plan, clinic.name, patients);
      return { ...clinic, serviceIds, patientIds };
    });
    return { desk, clinics: await Promise.all(bookable) };
  });
}

/** Patients go to the clinic that the plan gave them; they are known by name and number. */
function patientsOf(plan: DemoPlan, clinicName: string, patients: readonly DemoPatient[]): string[] {
  const clinic = plan.clinics.findIndex(({ name }) => name === clinicName);
  const own = new Set(plan.patients.filter((patient) => patient.clinic === clinic).map(keyOf));
  return patients.filter((patient) => own.has(keyOf(patient))).map(({ id }) => id);
}

const keyOf = ({ name, phone }: { name: string; phone: string | null }): string => `${name} ${phone ?? ""}`;
