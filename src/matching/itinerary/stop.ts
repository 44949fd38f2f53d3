import type { Take } from "../replan/choices.ts";

/** One way to have one of the services: when, where, by whom. Epoch minutes; `end` is without buffers. */
export interface Stop {
  start: number;
  end: number;
  clinicId: string;
  practitionerId: string | null;
  /** Besides the practitioner. */
  resourceIds: readonly string[];
  takes: readonly Take[];
}
