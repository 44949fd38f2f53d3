import type { Database } from "../../platform/database.ts";
import { leadTimes, type MissedRow, selectMissed } from "./no-shows.sql.ts";
import { shareOf } from "./share-of.ts";
import type { Asked } from "./waiting-times.sql.ts";

/** Who did not come, by what might have something to do with it. */
export async function readNoShows(database: Database, asked: Asked) {
  const rows = await selectMissed(database, asked);
  const those = (of: MissedRow["of"]) => rows.filter((row) => row.of === of);
  const byLead = those("lead_time").sort((a, b) => leadTimes.indexOf(a.lead_time!) - leadTimes.indexOf(b.lead_time!));
  return {
    clinic_id: asked.clinicId,
    from: asked.from,
    to: asked.to,
    ...(those("all").map(figuresOf)[0] ?? { appointments: 0, no_shows: 0, no_show_share: null }),
    by_service: those("service").map((row) => ({ id: row.id, name: row.name, ...figuresOf(row) })),
    by_practitioner: those("practitioner").map((row) => ({ id: row.id, name: row.name, ...figuresOf(row) })),
    by_weekday: those("weekday").map((row) => ({ weekday: row.weekday!, ...figuresOf(row) })),
    by_lead_time: byLead.map((row) => ({ lead_time: row.lead_time!, ...figuresOf(row) })),
  };
}

const figuresOf = ({ appointments, no_shows }: MissedRow) => ({
  appointments,
  no_shows,
  no_show_share: shareOf(no_shows, appointments),
});
