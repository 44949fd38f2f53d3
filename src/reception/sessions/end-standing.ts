import { DomainError, isUnavailable } from "../../core/errors.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { cancel } from "../appointments/cancel.ts";
import { findStanding, selectStandingAfter } from "./standing.sql.ts";

/** Cancels what lies after the last date of a standing admission, one after another; what has begun meanwhile stays. */
export async function endFuture(house: House, caller: Caller, id: string): Promise<void> {
  const ids = await house.postgres.read(caller.organizationId, async (database) => {
    const standing = await findStanding(database, id);
    return standing?.ends_on ? await selectStandingAfter(database, id, standing.ends_on) : [];
  });
  for (const appointmentId of ids)
    await cancel(house, caller, appointmentId, {
      reason: "The standing admission ended.",
      requestedBy: "clinic",
      expectedVersion: null,
    }).catch((error: unknown) => {
      if (!(error instanceof DomainError) || isUnavailable(error)) throw error;
    });
}
