import type { Temporal } from "temporal-polyfill";
import { openAccount } from "../../people/open-account.ts";
import { openOrganization } from "../../people/open-organization.ts";
import { registerPatient } from "../../people/patient-record.ts";
import type { Transaction } from "../../platform/database.ts";
import { openClinic } from "../../supply/clinic-record.ts";
import { registerPractitioner } from "../../supply/practitioner-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import type { PlannedAccount } from "./accounts.ts";
import { openServices } from "./open-services.ts";
import type { OpenedPractitioner } from "./opened.ts";
import type { DemoPlan, Shift } from "./plan-demo.ts";

const slotMinutes = 15;

/** Writes everything of the plan that stands still: who and what there is, and when they work. All of it or nothing. */
export async function openDemo(
  tx: Transaction,
  plan: DemoPlan,
  accounts: readonly (PlannedAccount & { passwordHash: string })[],
  now: Temporal.Instant,
): Promise<void> {
  const { slug, name } = plan;
  await openOrganization(tx, { slug, name, currency: "EUR", country: "GR" }, now);
  const clinicIds: string[] = [];
  for (const { queuePolicy, name, timezone, country, address } of plan.clinics) {
    const clinic = { name, timezone, country, address, queue_policy: queuePolicy };
    clinicIds.push((await openClinic(tx, clinic, now)).id);
  }
  const practitioners = await openPractitioners(tx, plan, clinicIds, now);
  await openServices(tx, plan, clinicIds, practitioners, now);
  for (const { practitioner, ...account } of accounts) {
    const practitionerId = practitioner === null ? null : practitioners[practitioner]!.id;
    await openAccount(tx, { ...account, practitionerId }, now);
  }
  await openPatients(tx, plan, now);
}

async function openPractitioners(
  tx: Transaction,
  plan: DemoPlan,
  clinicIds: string[],
  now: Temporal.Instant,
): Promise<OpenedPractitioner[]> {
  const opened: OpenedPractitioner[] = [];
  for (const { name, specialty, shareBasisPoints, shifts } of plan.practitioners) {
    const own = [...new Set(shifts.map(({ clinic }) => clinicIds[clinic]!))];
    const wanted = { name, specialty, share_basis_points: shareBasisPoints, clinic_ids: own };
    const { id } = await registerPractitioner(tx, wanted, now);
    await Promise.all(
      shifts
        .flatMap((shift) => rulesOf(id, clinicIds[shift.clinic]!, shift))
        .map((rule) => addScheduleRule(tx, rule, now)),
    );
    opened.push({ id, clinicIds: own });
  }
  return opened;
}

const rulesOf = (resourceId: string, clinicId: string, { weekdays, startLocal, endLocal, lunch }: Shift) =>
  weekdays.map((weekday) => ({
    resource_id: resourceId,
    clinic_id: clinicId,
    weekday,
    start_local: startLocal,
    end_local: endLocal,
    slot_minutes: slotMinutes,
    breaks: lunch ? [{ start_local: lunch[0], end_local: lunch[1], label: "Lunch" }] : [],
  }));

async function openPatients(tx: Transaction, plan: DemoPlan, now: Temporal.Instant): Promise<void> {
  await Promise.all(
    plan.patients.map(({ name, gender, phone, phoneIsOwn, birthDate }) =>
      registerPatient(tx, { name, gender, phone, phone_is_own: phoneIsOwn, birth_date: birthDate }, now),
    ),
  );
}
