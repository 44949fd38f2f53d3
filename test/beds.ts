import type { BedRow, Holder } from "../src/reception/sessions/beds.sql.ts";

/** Somebody who is admitted, is not there yet, and merely keeps a bed. */
export const keeper = (appointmentId: string, over: Partial<Holder> = {}): Holder => ({
  appointmentId,
  status: "confirmed",
  admitted: true,
  given: false,
  ranOut: false,
  ...over,
});

export const bed = (id: string, holders: Holder[] = [], over: Partial<BedRow> = {}): BedRow => ({
  id,
  name: `Bed ${id}`,
  out: false,
  holders,
  ...over,
});

export const broken = (id: string, ...holders: Holder[]): BedRow => bed(id, holders, { out: true });
