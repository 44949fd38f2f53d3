import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";
import { useClinic } from "../shell/desk.tsx";

/** The holidays of the clinic's country in a year; not asked for while the clinic has no country. */
export function useHolidays(year: number) {
  const { id, country } = useClinic();
  return useQuery({ ...queries.holidays(id, year), enabled: country !== null });
}
