import type { StoryEvent } from "../api/types.ts";

/** One thing that happened, as people tell it. */
export type Told = Pick<StoryEvent, "id" | "kind" | "occurred_at" | "actor_name" | "change">;

/**
 * What happened to an appointment and its visit at once is one thing, and called after the appointment; what the visit adds to it,
 * such as a queue number, comes along. Events are in the order of time.
 */
export function tellStory(events: readonly StoryEvent[]): Told[] {
  const ofAppointment = new Map(
    events.filter(({ subject }) => subject === "appointment").map((event) => [event.occurred_at, event]),
  );
  return events.flatMap((event) => {
    const leading = ofAppointment.get(event.occurred_at);
    if (!leading) return [event];
    if (event !== leading) return event.subject === "appointment" ? [event] : [];
    return [{ ...leading, change: { ...visitChange(events, leading), ...leading.change } }];
  });
}

const visitChange = (events: readonly StoryEvent[], { occurred_at }: StoryEvent): object =>
  Object.assign(
    {},
    ...events
      .filter((event) => event.subject === "visit" && event.occurred_at === occurred_at)
      .map(({ change }) => change),
  ) as object;

/** What an event says of time, place in the queue and reason; what it does not say is null. */
export function detailsOf({ change }: Told) {
  const text = (column: string) => (typeof change[column] === "string" ? change[column] : null);
  const [date, startsAt, endsAt] = [text("service_date"), text("starts_at"), text("ends_at")];
  return {
    time: date !== null && startsAt !== null && endsAt !== null ? { date, startsAt, endsAt } : null,
    practitionerId: text("practitioner_id"),
    queueNumber: typeof change["queue_number"] === "number" ? change["queue_number"] : null,
    reason: text("cancellation_reason"),
  };
}
