import { Temporal } from "temporal-polyfill";
import type { Range } from "../core/ranges.ts";
import { instantOfMinute } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import { announceSlots } from "./announce-slots.ts";
import { atomsOf } from "./inventory.ts";
import { differenceOf } from "./slot-difference.ts";
import { claimsOver, groupsOf, slotsOf } from "./slot-groups.ts";
import {
  type ClaimedTimeRow,
  deleteSlots,
  insertSlots,
  lockResource,
  selectClaimedTime,
  selectSlotGroups,
  updateSlots,
} from "./slots.sql.ts";
import { strandedOf } from "./stranded.ts";
import { readTimetables } from "./working-time.ts";

/** A stretch of one resource's inventory, short enough for one transaction; slots belong to the stretch in which they start. */
export interface Piece {
  resourceId: string;
  /** Only its slots; null for those of all clinics. */
  clinicId: string | null;
  /** Epoch minutes. */
  range: Range;
}

/**
 * What generation did. Slots that were opened again or went to another rule or clinic are in none of the counts; one whose
 * length changed was removed and added.
 */
export interface Generated {
  added: number;
  removed: number;
  /** Were open, and are not any more. */
  blocked: number;
  unchanged: number;
  /** Appointments that no rule supports any more. */
  stranded: { appointment_id: string; starts_at: Temporal.Instant; resource_id: string }[];
}

/**
 * Brings the stored slots of a piece to what the rules say. Booked and held ones stay, closed where no rule wants them.
 *
 * The rules are read behind the resource's lock, so of two who generate the later one has seen all that the earlier one saw.
 */
export async function convergeSlots(tx: Transaction, piece: Piece, now: Temporal.Instant): Promise<Generated> {
  const { resourceId, clinicId, range } = piece;
  await lockResource(tx, resourceId);
  const [from, to] = [instantOfMinute(range[0]), instantOfMinute(range[1])];
  const [timetables, stored, claims] = await Promise.all([
    // A day more on each side: windows that begin before the piece or end after it.
    readTimetables(tx, { resourceIds: [resourceId], from: from.subtract(aDay), to: to.add(aDay) }),
    selectSlotGroups(tx, resourceId, from, to),
    selectClaimedTime(tx, resourceId, from, to.add(aDay)),
  ]);
  const timetable = timetables[0]!;
  const wanted = atomsOf(timetable, range).filter((atom) => clinicId === null || atom.clinicId === clinicId);
  const { removed, added, changed, blocked, unchanged } = differenceOf(slotsOf(stored), wanted, clinicId);
  await Promise.all([
    ...groupsOf(removed).map((group) => deleteSlots(tx, resourceId, group)),
    ...groupsOf(changed).map((group) => updateSlots(tx, resourceId, group)),
    added.length > 0 && insertSlots(tx, resourceId, groupsOf(added, claimsOver(added, claims))),
    announceSlots(tx, resourceId, clinicsOf(removed, changed, added), now),
  ]);
  const booked = claims.filter((one) => startsWithin(one, range)).map(bookedTime);
  const stranded = strandedOf(
    timetable,
    booked.filter((one) => clinicId === null || one.clinicId === clinicId),
  );
  return {
    added: added.length,
    removed: removed.length,
    blocked,
    unchanged,
    stranded: stranded.map(({ booked: { appointmentId, startsAt } }) => ({
      appointment_id: appointmentId,
      starts_at: instantOfMinute(startsAt),
      resource_id: resourceId,
    })),
  };
}

const aDay = Temporal.Duration.from({ hours: 24 });

const clinicsOf = (...parts: { clinicId: string }[][]): string[] => [
  ...new Set(parts.flatMap((slots) => slots.map(({ clinicId }) => clinicId))),
];

const startsWithin = ({ appointment_starts: at }: ClaimedTimeRow, [from, to]: Range): boolean => from <= at && at < to;

/** Without buffers: they may lie outside hours. */
const bookedTime = (row: ClaimedTimeRow) => ({
  appointmentId: row.appointment_id,
  clinicId: row.clinic_id,
  serviceId: row.service_id,
  lane: row.lane,
  waived: row.waived,
  range: [Math.max(row.claim_starts, row.appointment_starts), Math.min(row.claim_ends, row.appointment_ends)] as const,
  startsAt: row.appointment_starts,
});
