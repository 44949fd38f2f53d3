import type { SessionRule } from "../api/types.ts";

/** What a weekly session and one that is put on by itself have in common, as it is typed. */
export interface SessionShape {
  name: string;
  service_id: string;
  pool_id: string;
  practitioner_id: string | null;
  capacity: number | "";
  start_every_minutes: number | "";
}

export const shapeValues = (rule: SessionRule | null): SessionShape => ({
  name: rule?.name ?? "",
  service_id: rule?.service_id ?? "",
  pool_id: rule?.pool_id ?? "",
  practitioner_id: rule?.practitioner_id ?? null,
  capacity: rule?.capacity ?? "",
  start_every_minutes: rule?.start_every_minutes ?? 0,
});

/** What is not chosen yet is missing, and so is named as such. */
export const shapeBody = ({ service_id, pool_id, capacity, start_every_minutes: pace, ...typed }: SessionShape) => ({
  ...typed,
  service_id: service_id || undefined,
  pool_id: pool_id || undefined,
  capacity: capacity === "" ? null : capacity,
  start_every_minutes: pace === "" ? 0 : pace,
});
