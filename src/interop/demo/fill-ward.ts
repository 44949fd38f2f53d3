import { refusalOf } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import { admit } from "../../reception/sessions/admit.ts";
import { generateSessions } from "../../supply/sessions/generate-sessions.ts";
import type { BookableClinic, Desk } from "./book-days.ts";
import { selectSessionsAhead, type SessionAhead } from "./demo.sql.ts";

const daysAhead = 7;
const daysGenerated = 30;
/** How many come in the morning; one less in each session after it. */
const mostAdmitted = 5;

/** Admits the same patients to the same sessions of each day of the week ahead. Who has another appointment then stays away. */
export async function fillWard(desk: Desk, clinic: BookableClinic): Promise<void> {
  const { house, caller, now } = desk;
  const today = dateOf(now, clinic.timezone);
  const dates = { from: today, to: today.add({ days: daysGenerated }) };
  await generateSessions(house, caller.organizationId, { clinicId: clinic.id, ...dates });
  const sessions = await house.postgres.read(caller.organizationId, (database) =>
    selectSessionsAhead(database, clinic.id, now, now.add({ hours: daysAhead * 24 })),
  );
  for (const session of sessions)
    for (const patientId of patientsOf(clinic, session)) await admitIfFree(desk, session.id, patientId);
}

function patientsOf({ patientIds }: BookableClinic, { turn }: SessionAhead): string[] {
  const first = (turn - 1) * mostAdmitted;
  return patientIds.slice(first, first + mostAdmitted + 1 - turn);
}

async function admitIfFree({ house, caller }: Desk, sessionId: string, patientId: string): Promise<void> {
  try {
    await admit(house, caller, sessionId, { patient_id: patientId });
  } catch (error) {
    refusalOf(error);
  }
}
