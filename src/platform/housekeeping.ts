import type { Temporal } from "temporal-polyfill";
import type { House } from "./house.ts";
import { forgetAnswers } from "./idempotency.sql.ts";
import { selectOrganizationIds } from "./organizations.sql.ts";
import { forgetRoomEvents } from "./outbox.sql.ts";

const everyMs = 3_600_000;
/** A server that is restarted every night must clean up as well. */
const firstMs = 60_000;
const keptHours = 48;
/** So many rows at once take milliseconds: however much there is, no statement runs into its time limit. */
const atOnce = 5_000;

/** Once an hour, in every organization: room events and idempotency keys are kept for two days. Several processes may do it. */
export function keepHouse(house: House): { stop: () => void } {
  const clean = async () => {
    const before = house.now().subtract({ hours: keptHours });
    // What fails now is done an hour later.
    for (const id of await selectOrganizationIds(house.postgres)) await forget(house, id, before).catch(() => {});
  };
  const run = () => void clean().catch(() => {});
  const timers = [setTimeout(run, firstMs).unref(), setInterval(run, everyMs).unref()];
  return { stop: () => timers.forEach((timer) => clearTimeout(timer)) };
}

/** Forgets what an organization keeps only for a while. */
export async function forget(house: House, organizationId: string, before: Temporal.Instant): Promise<void> {
  for (const forgetSome of [forgetRoomEvents, forgetAnswers]) {
    const some = () => house.postgres.write(organizationId, (tx) => forgetSome(tx, before, atOnce));
    while ((await some()) === atOnce);
  }
}
