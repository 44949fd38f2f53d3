import type { RunningServer } from "../../src/main.ts";
import { openAccount } from "../../src/people/open-account.ts";
import { hashPassword } from "../../src/people/secrets.ts";
import { newId } from "../../src/platform/ids.ts";
import { foundOrganization } from "../organization.ts";
import { Desk } from "./desk.ts";

export const password = "correct horse battery";

export interface Furnished {
  clinic: { id: string; name: string; timezone: string };
  practitioners: { id: string; name: string }[];
  services: { id: string; name: string }[];
  patients: { id: string; name: string }[];
  /** E-mail addresses by role; all have the same password. */
  emails: { admin: string; receptionist: string; doctor: string; display: string };
}

const names = ["Mona Haddad", "يوسف منصور", "Ελένη Παπαδοπούλου", "Omar Fathy", "Sara Nabil"];

/** An organization with accounts, made by the use case because no route makes organizations; all else through the API. */
export async function furnish(server: RunningServer): Promise<Furnished> {
  const organizationId = newId();
  await foundOrganization(server.house.postgres, organizationId, {
    now: server.house.now(),
    currency: "EGP",
    country: "EG",
  });
  const suffix = `${organizationId.slice(-6)}.test`;
  const emails = {
    admin: `admin@${suffix}`,
    receptionist: `desk@${suffix}`,
    doctor: `doctor@${suffix}`,
    display: `wall@${suffix}`,
  };
  await open(server, organizationId, { email: emails.admin, name: "Amal Admin", role: "admin", practitionerId: null });
  const admin = await Desk.signIn(server.url, emails.admin, password);

  const timezone = "Africa/Cairo";
  const clinic = await admin.post("/clinics", { name: "Nile Clinic", timezone, queue_policy: "on_arrival" });
  const practitioners = [];
  for (const [name, specialty] of [
    ["Dr. Layla Hassan", "Cardiology"],
    ["د. كريم سليمان", "طب الأسرة"],
    ["Dr. Nikos Vlachos", null],
  ]) {
    const made = await admin.post("/practitioners", {
      name,
      specialty,
      share_basis_points: 6000,
      clinic_ids: [clinic.id],
    });
    await openHours(admin, made.id, clinic.id);
    practitioners.push(made);
  }
  const services = await makeServices(
    admin,
    clinic.id,
    practitioners.map(({ id }) => id),
  );
  await admin.post("/resources", { name: "Room 1", kind: "room", clinic_id: clinic.id });
  const patients = [];
  for (const [index, name] of names.entries()) {
    patients.push(await admin.post("/patients", { name, phone: `+2010012345${60 + index}`, gender: "unknown" }));
  }
  await open(server, organizationId, {
    email: emails.receptionist,
    name: "Rana Reception",
    role: "receptionist",
    practitionerId: null,
  });
  await open(server, organizationId, {
    email: emails.doctor,
    name: "Layla Hassan",
    role: "doctor",
    practitionerId: practitioners[0]!.id,
  });
  await open(server, organizationId, {
    email: emails.display,
    name: "Waiting room",
    role: "display",
    practitionerId: null,
  });
  return { clinic, practitioners, services, patients, emails } as unknown as Furnished;
}

/** Every day of the week, so that a test on any weekday finds open hours. */
async function openHours(admin: Desk, resourceId: string, clinicId: string): Promise<void> {
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    await admin.post("/schedule-rules", {
      resource_id: resourceId,
      clinic_id: clinicId,
      weekday,
      start_local: "09:00",
      end_local: "17:00",
      slot_minutes: 20,
      breaks: [{ start_local: "13:00", end_local: "13:40", label: "Lunch" }],
    });
  }
}

async function makeServices(admin: Desk, clinicId: string, practitionerIds: string[]) {
  const at = { clinic_ids: [clinicId], practitioner_ids: practitionerIds };
  return [
    await admin.post("/services", { ...at, name: "Consultation", duration_minutes: 20, price_minor: 45_000 }),
    await admin.post("/services", { ...at, name: "فحص شامل", duration_minutes: 40, price_minor: 80_050 }),
  ];
}

type Person = Omit<Parameters<typeof openAccount>[1], "passwordHash">;

async function open({ house }: RunningServer, organizationId: string, person: Person): Promise<void> {
  const passwordHash = await hashPassword(password);
  await house.postgres.write(organizationId, (tx) => openAccount(tx, { ...person, passwordHash }, house.now()));
}
