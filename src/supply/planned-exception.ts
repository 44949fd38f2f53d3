import type { z } from "zod";
import type { newScheduleException, scheduleExceptionChange } from "./exception-schemas.ts";
import type { PlannedChange } from "./preview-change.ts";
import {
  addScheduleException,
  changeScheduleException,
  readException,
  readExceptionChange,
  readNewException,
  removeScheduleException,
} from "./schedule-exception-record.ts";

/** The changes of exceptions as they are previewed: whom each one touches, before it is made. */

export const addition = (wanted: z.output<typeof newScheduleException>, createdBy: string): PlannedChange => ({
  touched: async (tx) => [await readNewException(tx, wanted)],
  change: (tx, now) => addScheduleException(tx, wanted, createdBy, now),
});

export const alteration = (
  id: string,
  wanted: z.output<typeof scheduleExceptionChange>,
  expected: number | null,
): PlannedChange => ({
  touched: async (tx) => {
    const { found, exception } = await readExceptionChange(tx, id, wanted, expected);
    return [found, exception];
  },
  change: (tx, now) => changeScheduleException(tx, id, wanted, expected, now),
});

export const removal = (id: string, expected: number | null): PlannedChange => ({
  touched: async (tx) => [await readException(tx, id, expected)],
  change: (tx, now) => removeScheduleException(tx, id, expected, now),
});
