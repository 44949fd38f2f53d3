import type { Database } from "../../platform/database.ts";
import { shareOf } from "./share-of.ts";
import { type Asked, selectCalibration, selectWaits, type WaitsRow } from "./waiting-times.sql.ts";

const nothing = { visits: 0, median_minutes: null, p90_minutes: null, longest_minutes: null };

/** How long patients waited at a clinic, and how far what they were told was right. */
export async function readWaitingTimes(database: Database, asked: Asked) {
  const [rows, calibration] = await Promise.all([selectWaits(database, asked), selectCalibration(database, asked)]);
  const those = (of: WaitsRow["of"]) => rows.filter((row) => row.of === of);
  const all = those("all").map(figuresOf)[0] ?? nothing;
  return {
    clinic_id: asked.clinicId,
    from: asked.from,
    to: asked.to,
    ...all,
    by_service: those("service").map((row) => ({ id: row.id, name: row.name, ...figuresOf(row) })),
    by_practitioner: those("practitioner").map((row) => ({ id: row.id, name: row.name, ...figuresOf(row) })),
    by_hour: those("hour").map((row) => ({ hour: row.hour!, ...figuresOf(row) })),
    calibration: { ...calibration, inside_share: shareOf(calibration.inside, calibration.told) },
  };
}

const figuresOf = ({ visits, median_minutes, p90_minutes, longest_minutes }: WaitsRow) => ({
  visits,
  median_minutes,
  p90_minutes,
  longest_minutes,
});
