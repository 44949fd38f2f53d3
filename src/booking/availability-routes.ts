import { Temporal } from "temporal-polyfill";
import { epochMinuteOf } from "../core/zones.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { sayReason } from "../supply/reasons.ts";
import { chooseCandidate, nearestStarts, offeredStarts, sayStart } from "./find-starts.ts";
import { readOffer, type Wish } from "./offer.ts";
import { readRange } from "../supply/read-range.ts";
import * as schemas from "./schemas.ts";

export function availabilityRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/availability",
    {
      config: { operation: "findAvailability" },
      schema: { querystring: schemas.availabilityQuery, response: { 200: schemas.availability } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, async (database) => {
        const { from, to } = await readRange(database, query.clinic_id, query.from, query.to);
        const offer = await readOffer(database, { ...wishOf(query), from, to }, house.now());
        const range = [epochMinuteOf(from), epochMinuteOf(to)] as const;
        return { starts: offeredStarts(offer, range, query.limit).map((start) => sayStart(offer, start)) };
      }),
  );

  app.get(
    "/api/v1/availability/explain",
    {
      config: { operation: "explainAvailability" },
      schema: { querystring: schemas.explainQuery, response: { 200: schemas.explanation } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, async (database) => {
        const startsAt = Temporal.Instant.from(query.starts_at);
        const wanted = epochMinuteOf(startsAt);
        const [from, to] = [startsAt.subtract({ hours: 48 }), startsAt.add({ hours: 24 * 7 })];
        const offer = await readOffer(database, { ...wishOf(query), from, to }, house.now());
        const choice = chooseCandidate(offer, wanted);
        const reasons = "reasons" in choice ? choice.reasons : [];
        const nearest = nearestStarts(offer, wanted, [epochMinuteOf(from), epochMinuteOf(to)], 5);
        return {
          bookable: "candidate" in choice,
          reasons: reasons.map(sayReason),
          nearest: nearest.map((start) => sayStart(offer, start)),
        };
      }),
  );
}

const wishOf = (query: {
  clinic_id: string;
  service_id: string;
  practitioner_id?: string | undefined;
}): Omit<Wish, "from" | "to"> => ({
  clinicId: query.clinic_id,
  serviceId: query.service_id,
  practitionerId: query.practitioner_id ?? null,
  patientId: null,
});
