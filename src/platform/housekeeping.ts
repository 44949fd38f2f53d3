import type { Temporal } from "temporal-polyfill";
import type { House } from "./house.ts";
import { forgetAnswers } from "./idempotency.sql.ts";
import { selectOrganizationIds } from "./organizations.sql.ts";
import { forgetRoomEvents } from "./outbox.sql.ts";

const everyMs = 3_600_000;
const keptHours = 48;

/** Once an hour, in every organization: room events and idempotency keys are kept for two days. Several processes may do it. */
export function keepHouse(house: House): { stop: () => void } {
  const clean = async () => {
    const before = house.now().subtract({ hours: keptHours });
    for (const id of await selectOrganizationIds(house.postgres)) await forget(house, id, before);
  };
  // What fails now is done an hour later.
  const timer = setInterval(() => void clean().catch(() => {}), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Forgets what an organization keeps only for a while. */
export async function forget(house: House, organizationId: string, before: Temporal.Instant): Promise<void> {
  await house.postgres.write(organizationId, (tx) =>
    Promise.all([forgetRoomEvents(tx, before), forgetAnswers(tx, before)]),
  );
}
