import type { NewPlan } from "../api/types.ts";
import { addDays } from "../text/days.ts";

/** How the services of a visit may follow each other. */
export const orders = ["any", "inOrder", "some"] as const;
export type Order = (typeof orders)[number];

export type Pair = readonly [first: number, after: number];

/** A visit as people enter it. */
export interface VisitValues {
  patientId: string | null;
  serviceIds: readonly string[];
  order: Order;
  /** Which come before which: both by their place in `serviceIds`. */
  pairs: readonly Pair[];
  from: string | null;
  /** The last date that will do. */
  to: string | null;
}

export const mostServices = 5;
/** The server looks through so many days. */
export const mostDays = 92;

type Missing = "patient" | "services" | "dates";

/** What is still to be said, by the first of it. */
export function missingOf({ patientId, serviceIds, from, to }: VisitValues): Missing | null {
  if (!patientId) return "patient";
  if (serviceIds.length === 0) return "services";
  return from && to && from <= to ? null : "dates";
}

/** Without one of the services: what named it is gone, and what named later ones names them at their new place. */
export function without(values: VisitValues, place: number): VisitValues {
  const moved = (at: number) => (at > place ? at - 1 : at);
  return {
    ...values,
    serviceIds: values.serviceIds.filter((_, at) => at !== place),
    pairs: values.pairs
      .filter(([first, after]) => first !== place && after !== place)
      .map(([first, after]) => [moved(first), moved(after)]),
  };
}

/** With a service one place earlier or later; constraints follow the services, not the places. */
export function shifted(values: VisitValues, place: number, by: 1 | -1): VisitValues {
  const to = place + by;
  const { serviceIds } = values;
  if (to < 0 || to >= serviceIds.length) return values;
  const moved = (at: number) => (at === place ? to : at === to ? place : at);
  return {
    ...values,
    serviceIds: serviceIds.map((_, at) => serviceIds[moved(at)]!),
    pairs: values.pairs.map(([first, after]) => [moved(first), moved(after)]),
  };
}

/** The question that a plan answers; null while something is missing. */
export function itineraryOf(values: VisitValues, clinicId: string): NewPlan | null {
  const { patientId, serviceIds, order, pairs, from, to } = values;
  if (missingOf(values) || !patientId || !from || !to) return null;
  return {
    itinerary: {
      patient_id: patientId,
      clinic_id: clinicId,
      service_ids: [...serviceIds],
      date_from: from,
      date_to: addDays(to, 1),
      ...(order === "inOrder" && { in_order: true }),
      ...(order === "some" && pairs.length > 0 && { after: pairs.map(asked) }),
    },
  };
}

// The API's word for what comes after is one that promises have, too.
// oxlint-disable-next-line unicorn/no-thenable
const asked = ([first, after]: Pair) => ({ first, second: after });
