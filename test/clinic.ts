import { offerService } from "../src/demand/service-record.ts";
import { type Role, roles } from "../src/core/roles.ts";
import { issueToken } from "../src/people/issue-token.ts";
import { openAccount } from "../src/people/open-account.ts";
import { openOrganization } from "../src/people/open-organization.ts";
import { registerPatient } from "../src/people/patient-record.ts";
import { hashPassword } from "../src/people/secrets.ts";
import type { Transaction } from "../src/platform/database.ts";
import type { House } from "../src/platform/house.ts";
import { newId } from "../src/platform/ids.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import { addResource } from "../src/supply/resource-record.ts";
import { addScheduleRule } from "../src/supply/schedule-rule-record.ts";

export const password = "correct horse battery staple";

export interface TestClinic {
  organizationId: string;
  slug: string;
  clinicId: string;
  /** Open day and night; each offers everything, and has a share of 6,000 basis points. */
  practitionerIds: [string, string];
  /** 20 minutes for 5,001 cents, without buffers. */
  consultationId: string;
  /** 40 minutes for 9,000 cents in the room, with 10 minutes before and 5 after. */
  scanId: string;
  roomId: string;
  patientIds: [string, string, string];
  ruleId: string;
  accounts: Record<Role, { id: string; email: string; token: string }>;
}

type QueuePolicy = "on_arrival" | "on_booking";

let passwordHash: Promise<string> | undefined;

/** A small clinic in Athens that never closes, made through the use cases, with an account of every role. */
export async function openTestClinic(
  house: House,
  {
    slug = "test",
    queuePolicy = "on_arrival",
    country = "GR",
  }: { slug?: string; queuePolicy?: QueuePolicy; country?: string } = {},
): Promise<TestClinic> {
  const organizationId = newId();
  passwordHash ??= hashPassword(password);
  const hash = await passwordHash;
  const now = house.now();
  return await house.postgres.write(organizationId, async (tx) => {
    await openOrganization(tx, { slug, name: `Organization ${slug}`, currency: "EUR", country }, now);
    const supply = await openSupply(tx, queuePolicy, now);
    const patientIds = [
      await registerPatient(tx, { name: "Μαρία Παπαδοπούλου", phone: "+306911111111" }, now),
      await registerPatient(tx, { name: "فاطمة الخطيب", phone: "+201000000002" }, now),
      await registerPatient(tx, { name: "John O’Brien" }, now),
    ].map(({ id }) => id) as [string, string, string];
    const accounts = roles.map(async (role) => {
      const practitionerId = role === "doctor" ? supply.practitionerIds[0] : null;
      const email = `${role}@${slug}.example`;
      const { id } = await openAccount(tx, { email, name: role, role, passwordHash: hash, practitionerId }, now);
      const { token } = await issueToken(tx, { accountId: id, name: "test", expiresAt: null }, now);
      return [role, { id, email, token }] as const;
    });
    const byRole = Object.fromEntries(await Promise.all(accounts)) as TestClinic["accounts"];
    return { organizationId, slug, ...supply, patientIds, accounts: byRole };
  });
}

/** The body that books a consultation with the first practitioner for one of the patients. */
export const wishAt = (ids: TestClinic, startsAt: string, patient = 0) => ({
  clinic_id: ids.clinicId,
  practitioner_id: ids.practitionerIds[0],
  patient_id: ids.patientIds[patient],
  service_id: ids.consultationId,
  starts_at: startsAt,
  booking_source: "phone",
});

type Now = ReturnType<House["now"]>;

async function openSupply(tx: Transaction, queuePolicy: QueuePolicy, now: Now) {
  const zone = { timezone: "Europe/Athens", queue_policy: queuePolicy };
  const { id: clinicId } = await openClinic(tx, { name: "Plaka", ...zone }, now);
  const { id: roomId } = await addResource(tx, { kind: "room", name: "Scan room", clinic_id: clinicId }, now);
  const ids: string[] = [];
  let ruleId = "";
  for (const name of ["Eleni", "Nikos"]) {
    const wanted = { name, share_basis_points: 6000, clinic_ids: [clinicId] };
    const { id } = await registerPractitioner(tx, wanted, now);
    const rules = await Promise.all(dayAndNight(id, clinicId).map((rule) => addScheduleRule(tx, rule, now)));
    ruleId = rules.at(-1)!.id;
    ids.push(id);
  }
  const everybody = { clinic_ids: [clinicId], practitioner_ids: ids };
  const consultation = { name: "Consultation", duration_minutes: 20, price_minor: 5001, ...everybody };
  const scan = {
    name: "Scan",
    duration_minutes: 40,
    price_minor: 9000,
    ...everybody,
    buffer_before_minutes: 10,
    buffer_after_minutes: 5,
    phases: [
      { starts_minute: 0, ends_minute: 40, need: "practitioner" as const },
      { starts_minute: 0, ends_minute: 40, need: "resource" as const, resource_id: roomId },
    ],
  };
  const { id: consultationId } = await offerService(tx, consultation, now);
  const { id: scanId } = await offerService(tx, scan, now);
  return { clinicId, roomId, practitionerIds: ids as [string, string], consultationId, scanId, ruleId };
}

/** A whole day is two rules, because one would end where it starts. */
function dayAndNight(resourceId: string, clinicId: string) {
  const halves = [
    ["00:00", "12:00"],
    ["12:00", "00:00"],
  ] as const;
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    halves.map(([start_local, end_local]) => ({
      resource_id: resourceId,
      clinic_id: clinicId,
      weekday,
      start_local,
      end_local,
      slot_minutes: 10,
    })),
  );
}
