import type { Temporal } from "temporal-polyfill";
import { dateOf } from "../../core/zones.ts";
import type { House } from "../../platform/house.ts";
import { assumed, type Duration } from "./duration.ts";
import { type LearnedRow, selectLearned } from "./estimates.sql.ts";

const learnedDays = 90;
const fewest = 8;
const freshMs = 10 * 60_000;

export type DurationsOf = (serviceId: string, practitionerId: string | null, bookedMinutes: number) => Duration;

interface Known {
  readAt: number;
  durations: Map<string, Duration>;
}

/**
 * How long services take at each clinic, learned from its visits of the last 90 days. A process remembers that, and learns it anew
 * beside its other work: who asks gets what is known, and is not kept waiting.
 */
export class LearnedDurations {
  readonly #known = new Map<string, Known>();
  readonly #learning = new Map<string, Promise<void>>();

  /** What is known of a clinic: of the service by the practitioner, else of the service, else what is booked for it. */
  of(organizationId: string, clinicId: string): DurationsOf {
    const durations = this.#known.get(`${organizationId} ${clinicId}`)?.durations ?? new Map<string, Duration>();
    return (serviceId, practitionerId, bookedMinutes) =>
      durations.get(keyOf(serviceId, practitionerId)) ??
      durations.get(keyOf(serviceId, null)) ??
      assumed(bookedMinutes);
  }

  /** True when it was never learned, or is so old that it should be learned again. */
  isStale(organizationId: string, clinicId: string): boolean {
    const known = this.#known.get(`${organizationId} ${clinicId}`);
    return !known || performance.now() - known.readAt > freshMs;
  }

  /** Learns what the clinic's visits took; who asks while it is being learned waits for the same. */
  async learn(house: House, organizationId: string, clinicId: string): Promise<void> {
    const key = `${organizationId} ${clinicId}`;
    const learning = this.#learning.get(key) ?? this.#read(house, organizationId, clinicId, house.now());
    this.#learning.set(key, learning);
    await learning.finally(() => this.#learning.delete(key));
  }

  async #read(house: House, organizationId: string, clinicId: string, now: Temporal.Instant): Promise<void> {
    const since = dateOf(now, "UTC").subtract({ days: learnedDays });
    const rows = await house.postgres.read(organizationId, (database) =>
      selectLearned(database, clinicId, since, fewest),
    );
    const durations = new Map(rows.map((row) => [keyOf(row.service_id, row.practitioner_id), durationOf(row)]));
    this.#known.set(`${organizationId} ${clinicId}`, { readAt: performance.now(), durations });
  }
}

const keyOf = (serviceId: string, practitionerId: string | null) => `${serviceId} ${practitionerId ?? "anybody"}`;
const durationOf = ({ low, mean, high }: LearnedRow): Duration => ({ low: Math.min(low, mean), mean, high });
