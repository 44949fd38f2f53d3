import { Temporal } from "temporal-polyfill";
import { epochMinuteOf } from "../core/zones.ts";
import { WrittenJson } from "../platform/http/answers.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { sayReason } from "../supply/reasons.ts";
import { explainStart, type Explanation } from "./explain.ts";
import { offeredStarts, sayStart, writeStarts } from "./find-starts.ts";
import { atRevision, type Question, readCandidates, readTerms } from "./offer.ts";
import { type AskedRange, rangeIn } from "../supply/read-range.ts";
import * as schemas from "./schemas.ts";

export function availabilityRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/availability",
    {
      config: { operation: "findAvailability" },
      schema: { querystring: schemas.availabilityQuery, response: { 200: schemas.availability } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, async (snapshot) => {
        const now = house.now();
        const { offer, range } = await atRevision(snapshot, async (reading) => {
          const terms = await readTerms(reading, questionOf(query));
          const asked = rangeIn(terms.clinic.timezone, query.from, query.to);
          const during = bookable(asked, now, terms.service.max_future_days);
          const range = [epochMinuteOf(during.from), epochMinuteOf(during.to)] as const;
          return { offer: await readCandidates(reading, terms, during, now), range };
        });
        return new WrittenJson(`{"starts":${writeStarts(offeredStarts(offer, range, query.limit))}}`);
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
        const [from, to] = [startsAt.subtract({ hours: 48 }), startsAt.add({ hours: 24 * 7 })];
        const range = [epochMinuteOf(from), epochMinuteOf(to)] as const;
        const offers = await atRevision(database, async (reading) => {
          const terms = await readTerms(reading, questionOf(query));
          const { question } = terms;
          const read = (practitionerId: string | null) =>
            readCandidates(reading, { ...terms, question: { ...question, practitionerId } }, { from, to }, house.now());
          const anybody = read(null);
          return await Promise.all([
            question.practitionerId === null ? anybody : read(question.practitionerId),
            anybody,
          ]);
        });
        return sayExplanation(explainStart(...offers, epochMinuteOf(startsAt), range));
      }),
  );
}

/** The part of a range in which anything can be booked, maybe nothing: nobody's hours in other years are reckoned for it. */
function bookable({ from, to }: Stretch, now: Temporal.Instant, days: number): Stretch {
  const [, first] = sorted(from, now);
  const [last] = sorted(to, now.add({ hours: days * 24 }));
  return { from: first, to: sorted(first, last)[1] };
}

const sorted = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) <= 0 ? ([one, other] as const) : ([other, one] as const);

type Stretch = Pick<AskedRange, "from" | "to">;

const sayExplanation = ({ reasons, changes, nearest }: Explanation) => ({
  bookable: reasons.length === 0,
  reasons: reasons.map(sayReason),
  changes: changes.map(({ kind, start, rules }) => ({
    kind,
    ...(start && { start: sayStart(start) }),
    ...(rules && { rules }),
  })),
  nearest: nearest.map(sayStart),
});

const questionOf = (query: {
  clinic_id: string;
  service_id: string;
  practitioner_id?: string | undefined;
  patient_id?: string | undefined;
}): Question => ({
  clinicId: query.clinic_id,
  serviceId: query.service_id,
  practitionerId: query.practitioner_id ?? null,
  patientId: query.patient_id ?? null,
});
