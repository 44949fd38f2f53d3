import type { Temporal } from "temporal-polyfill";
import { offerService } from "../../demand/service-record.ts";
import { openAccount } from "../../people/open-account.ts";
import { openOrganization } from "../../people/open-organization.ts";
import { registerPatient } from "../../people/patient-record.ts";
import type { Transaction } from "../../platform/database.ts";
import { openClinic } from "../../supply/clinic-record.ts";
import { registerPractitioner } from "../../supply/practitioner-record.ts";
import { addResource } from "../../supply/resource-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import type { PlannedAccount } from "./accounts.ts";
import type { DemoPlan, Shift } from "./plan-demo.ts";
import { commonServices, roomServiceOf } from "./services.ts";

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
  for (const { name, timezone, queuePolicy, address } of plan.clinics)
    clinicIds.push((await openClinic(tx, { name, timezone, queue_policy: queuePolicy, address }, now)).id);
  const practitioners = await openPractitioners(tx, plan, clinicIds, now);
  await openServices(tx, plan, clinicIds, practitioners, now);
  for (const { practitioner, ...account } of accounts) {
    const practitionerId = practitioner === null ? null : practitioners[practitioner]!.id;
    await openAccount(tx, { ...account, practitionerId }, now);
  }
  await openPatients(tx, plan, now);
}

interface Practitioner {
  id: string;
  clinicIds: string[];
}

async function openPractitioners(
  tx: Transaction,
  plan: DemoPlan,
  clinicIds: string[],
  now: Temporal.Instant,
): Promise<Practitioner[]> {
  const opened: Practitioner[] = [];
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

async function openServices(
  tx: Transaction,
  plan: DemoPlan,
  clinicIds: string[],
  practitioners: Practitioner[],
  now: Temporal.Instant,
): Promise<void> {
  const everywhere = { clinic_ids: clinicIds, practitioner_ids: practitioners.map(({ id }) => id) };
  for (const { name, durationMinutes, priceMinor, mode, ...limits } of commonServices)
    await offerService(
      tx,
      {
        name,
        duration_minutes: durationMinutes,
        price_minor: priceMinor,
        consultation_mode: mode ?? "in_person",
        buffer_before_minutes: limits.bufferBeforeMinutes ?? 0,
        buffer_after_minutes: limits.bufferAfterMinutes ?? 0,
        min_notice_minutes: limits.minNoticeMinutes ?? 0,
        ...everywhere,
      },
      now,
    );
  for (const [i, place] of plan.clinics.entries()) {
    const clinicId = clinicIds[i]!;
    const here = practitioners.filter((practitioner) => practitioner.clinicIds.includes(clinicId));
    const { room, ...service } = roomServiceOf(place, place.name);
    const { id: roomId } = await addResource(tx, { ...room, clinic_id: clinicId }, now);
    await offerService(
      tx,
      {
        name: service.name,
        duration_minutes: service.durationMinutes,
        price_minor: service.priceMinor,
        clinic_ids: [clinicId],
        practitioner_ids: here.map(({ id }) => id),
        phases: [
          ...service.practitioner.map(([from, to]) => ({
            starts_minute: from,
            ends_minute: to,
            need: "practitioner" as const,
          })),
          {
            starts_minute: service.place[0],
            ends_minute: service.place[1],
            need: "resource" as const,
            resource_id: roomId,
          },
        ],
      },
      now,
    );
  }
}

async function openPatients(tx: Transaction, plan: DemoPlan, now: Temporal.Instant): Promise<void> {
  await Promise.all(
    plan.patients.map(({ name, gender, phone, phoneIsOwn, birthDate }) =>
      registerPatient(tx, { name, gender, phone, phone_is_own: phoneIsOwn, birth_date: birthDate }, now),
    ),
  );
}
