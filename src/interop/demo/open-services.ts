import type { Temporal } from "temporal-polyfill";
import { offerService } from "../../demand/service-record.ts";
import type { Transaction } from "../../platform/database.ts";
import { addResource } from "../../supply/resource-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import { openTreatments } from "./open-treatments.ts";
import type { OpenedClinic, OpenedPractitioner } from "./opened.ts";
import type { DemoPlan } from "./plan-demo.ts";
import { openWard } from "./open-ward.ts";
import { commonServices, type DemoService, roomServiceOf, vaccinationHour } from "./services.ts";

/** What every clinic offers, and what each offers alone, in its own rooms. */
export async function openServices(
  tx: Transaction,
  plan: DemoPlan,
  clinicIds: string[],
  practitioners: OpenedPractitioner[],
  now: Temporal.Instant,
): Promise<void> {
  const everywhere = { clinic_ids: clinicIds, practitioner_ids: practitioners.map(({ id }) => id) };
  const common = new Map<string, string>();
  for (const service of commonServices)
    common.set(service.name, (await offerService(tx, { ...fieldsOf(service), ...everywhere }, now)).id);
  for (const [i, place] of plan.clinics.entries()) {
    const id = clinicIds[i]!;
    const here = practitioners.filter(({ clinicIds }) => clinicIds.includes(id));
    const clinic = { id, place, practitionerIds: here.map(({ id }) => id) };
    await openRoomService(tx, clinic, now);
    if (place.ward) await openWard(tx, clinic, now);
    const [roomId] = await openTreatments(tx, clinic, now);
    const onDuty = practitioners.findIndex(({ clinicIds }) => clinicIds[0] === id);
    const [weekday] = plan.practitioners[onDuty]!.shifts[0]!.weekdays;
    const where = { resource_id: practitioners[onDuty]!.id, clinic_id: id, room_id: roomId! };
    const serviceId = common.get(vaccinationHour.label)!;
    await addScheduleRule(tx, { ...vaccinationHour, ...where, weekday: weekday!, service_id: serviceId }, now);
  }
}

const fieldsOf = ({ name, durationMinutes, priceMinor, mode, ...limits }: DemoService) => ({
  name,
  duration_minutes: durationMinutes,
  price_minor: priceMinor,
  consultation_mode: mode ?? ("in_person" as const),
  buffer_before_minutes: limits.bufferBeforeMinutes ?? 0,
  buffer_after_minutes: limits.bufferAfterMinutes ?? 0,
  min_notice_minutes: limits.minNoticeMinutes ?? 0,
});

async function openRoomService(
  tx: Transaction,
  { id: clinicId, place, practitionerIds }: OpenedClinic,
  now: Temporal.Instant,
): Promise<void> {
  const { room, ...service } = roomServiceOf(place, place.name);
  const { id: roomId } = await addResource(tx, { ...room, clinic_id: clinicId }, now);
  const [from, to] = service.place;
  const needed = service.practitioner.map(([starts_minute, ends_minute]) => ({
    starts_minute,
    ends_minute,
    need: "practitioner" as const,
  }));
  await offerService(
    tx,
    {
      name: service.name,
      duration_minutes: service.durationMinutes,
      price_minor: service.priceMinor,
      clinic_ids: [clinicId],
      practitioner_ids: practitionerIds,
      phases: [...needed, { starts_minute: from, ends_minute: to, need: "resource", resource_id: roomId }],
    },
    now,
  );
}
