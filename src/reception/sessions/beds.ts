import type { BedRow, Holder } from "./beds.sql.ts";

/** Who has which bed of one session: pure questions to what was read of it. */

/** The beds that can be given, in their order. */
export const freeBeds = (beds: readonly BedRow[]): BedRow[] =>
  beds.filter(({ out, holders }) => !out && holders.length === 0);

/** The bed that the appointment has, given or merely kept. */
export const bedOf = (beds: readonly BedRow[], appointmentId: string): BedRow | undefined =>
  beds.find(({ holders }) => holders.some((holder) => holder.appointmentId === appointmentId));

/** Who keeps the bed without having been given it, and may as well have another. */
export function movableFrom({ holders }: BedRow): Holder | null {
  const [holder, ...others] = holders;
  return holder && others.length === 0 && holder.admitted && !holder.given && holder.status !== "completed"
    ? holder
    : null;
}

export const isThere = ({ status }: Holder): boolean => status === "checked_in";

/** Who is admitted to the session and has a bed that cannot be used. */
export interface Stranded {
  bed: BedRow;
  holder: Holder;
}

/** Those who are admitted to the session and whose bed cannot be used: who was not given one first, then who has not arrived. */
export function strandedIn(beds: readonly BedRow[]): Stranded[] {
  const stranded = beds
    .filter(({ out }) => out)
    .flatMap((bed) => bed.holders.map((holder) => ({ bed, holder })))
    .filter(({ holder }) => holder.admitted && holder.status !== "completed");
  const rank = ({ holder }: Stranded) => (holder.given ? 2 : 0) + (isThere(holder) ? 1 : 0);
  return stranded.sort((a, b) => rank(a) - rank(b));
}

/** The same beds after the appointments took those that they are named with. */
export function after(beds: readonly BedRow[], taken: ReadonlyMap<string, string>): BedRow[] {
  const all = new Map(beds.flatMap(({ holders }) => holders.map((holder) => [holder.appointmentId, holder])));
  return beds.map((bed) => {
    const stay = bed.holders.filter(({ appointmentId }) => !taken.has(appointmentId));
    const come = [...taken].filter(([, bedId]) => bedId === bed.id).flatMap(([id]) => all.get(id) ?? []);
    return { ...bed, holders: [...stay, ...come] };
  });
}
