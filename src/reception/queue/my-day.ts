import { fault, notFound } from "../../core/errors.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { dayAt } from "./day-of-queue.ts";
import { readItems, type Sight } from "./queue.ts";
import { selectClinicsOfPractitioner, selectOfferedIds, selectPractitionerName } from "./queue.sql.ts";

/**
 * A practitioner's day: at each clinic where they work, or have a visit on that date, who is theirs and who waits for anybody.
 *
 * Throws `invalid_request` when the caller is no practitioner and names none, `not_found` for one who is not here.
 */
export async function readMyDay(
  sight: Sight,
  { practitionerId: own }: Pick<Caller, "practitionerId">,
  asked: { date?: string | undefined; practitioner_id?: string | undefined },
) {
  const { database, now } = sight;
  const practitionerId = asked.practitioner_id ?? own;
  if (practitionerId === null)
    throw fault("invalid_request", "/practitioner_id", "This account is no practitioner's; name one.");
  const name = await selectPractitionerName(database, practitionerId);
  if (name === undefined) throw notFound("/practitioner_id", "practitioner");
  const clinics = await selectClinicsOfPractitioner(database, practitionerId);
  const days = clinics.map(async (clinic) => {
    const { id, name, timezone, wait_warning_minutes, wait_alert_minutes } = clinic;
    const day = dayAt(clinic, now, asked.date);
    const line = { practitionerId, offeredIds: await selectOfferedIds(database, practitionerId, id), serviceId: null };
    const items = await readItems(sight, clinic, day, line);
    return {
      clinic_id: id,
      clinic_name: name,
      timezone,
      date: day.date,
      wait_warning_minutes,
      wait_alert_minutes,
      items,
    };
  });
  return { practitioner_id: practitionerId, practitioner_name: name, as_of: now, clinics: await Promise.all(days) };
}
