import type { z } from "zod";
import { newScheduleException } from "../../supply/exception-schemas.ts";
import { newScheduleRule } from "../../supply/schemas.ts";
import { readAs } from "./faults.ts";
import type { LegacyRow } from "./legacy-rows.ts";
import { availabilityException, availabilityRule, scheduleTemplate, scheduleTemplateBreak } from "./legacy-shapes.ts";
import { clinicOf, practitionerOf, roomOf, serviceOf, type Whereabouts } from "./whereabouts.ts";

type Rule = z.output<typeof newScheduleRule>;
type Exception = z.output<typeof newScheduleException>;

/** A weekly window of a doctor. One at a time, as the older system had it. Throws `DomainError` with pointers into either shape. */
export function ruleOfAvailability({ value }: LegacyRow, where: Whereabouts): Rule {
  const row = readAs(availabilityRule, value);
  const practitioner = practitionerOf(where, row.doctor_id);
  const { break_start: start, break_end: end } = row;
  return readAs(newScheduleRule, {
    resource_id: practitioner.id,
    clinic_id: clinicOf(where, practitioner, null),
    timezone: where.file.zone,
    weekday: row.day_of_week,
    start_local: row.start_time,
    end_local: row.end_time,
    slot_minutes: row.slot_duration_minutes,
    lanes: 1,
    breaks: start === null || end === null ? [] : [{ start_local: start, end_local: end }],
  });
}

/** A template with its breaks. Throws as `ruleOfAvailability` does; what is wrong with a break lies under `/breaks/<n>`. */
export function ruleOfTemplate({ value, breaks }: LegacyRow, where: Whereabouts): Rule {
  const row = readAs(scheduleTemplate, value);
  const pauses = breaks.map((one, i) => readAs(scheduleTemplateBreak, one.value, `/breaks/${i}`));
  const practitioner = practitionerOf(where, row.doctor_id);
  return readAs(newScheduleRule, {
    resource_id: practitioner.id,
    clinic_id: clinicOf(where, practitioner, row.doctor_location_id),
    timezone: where.file.zone,
    weekday: row.day_of_week,
    start_local: row.work_start,
    end_local: row.work_end,
    slot_minutes: row.slot_duration_minutes,
    lanes: row.max_parallel_sessions,
    priority: row.priority,
    service_id: serviceOf(where, row.appointment_type_id),
    room_id: roomOf(where, row.location_room_id),
    buffer_before_minutes: row.buffer_before_minutes,
    buffer_after_minutes: row.buffer_after_minutes,
    breaks: pauses.map(({ break_start, break_end, label }) => ({
      start_local: break_start,
      end_local: break_end,
      label: label ?? null,
    })),
  });
}

/**
 * An override of a doctor's time. Without a location a block holds wherever the doctor works, and an opening lies at the
 * doctor's only clinic. Throws as `ruleOfAvailability` does.
 */
export function exceptionOf({ value }: LegacyRow, where: Whereabouts): Exception {
  const row = readAs(availabilityException, value);
  const practitioner = practitionerOf(where, row.doctor_id);
  const everywhere = row.status === "blocked" && row.doctor_location_id === null;
  return readAs(newScheduleException, {
    kind: row.status,
    source: "import",
    resource_id: practitioner.id,
    clinic_id: everywhere ? null : clinicOf(where, practitioner, row.doctor_location_id),
    service_id: serviceOf(where, row.appointment_type_id),
    from: row.starts_at.toString(),
    to: row.ends_at.toString(),
    timezone: where.file.zone,
    reason: row.reason ?? null,
  });
}
