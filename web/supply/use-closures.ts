import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";
import type { ScheduleException } from "../api/types.ts";

/** What closes or opens a clinic in a year for everybody: exceptions that name no one resource. */
export function useClosures(clinicId: string, year: number) {
  const range = { clinic_id: clinicId, from: `${year}-01-01`, to: `${year + 1}-01-01` };
  return useQuery({ ...queries.scheduleExceptions(range), select: ofEverybody });
}

const ofEverybody = (exceptions: ScheduleException[]) => exceptions.filter(({ resource_id }) => resource_id === null);
