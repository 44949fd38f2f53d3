import type { Stop } from "./stop.ts";

/** How long the way takes between the places of two services, in minutes. */
const minutes = { otherRoom: 2, otherClinic: 30 };

/** Between different rooms, chairs or machines there is a way; where neither service takes one there is none that is known. */
export function wayBetween(one: Stop, next: Stop): number {
  if (one.clinicId !== next.clinicId) return minutes.otherClinic;
  const same = one.resourceIds.length + next.resourceIds.length === 0;
  return same || one.resourceIds.some((id) => next.resourceIds.includes(id)) ? 0 : minutes.otherRoom;
}
