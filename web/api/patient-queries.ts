import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { patientClient } from "./patient-client.ts";
import type { PatientHistoryItem } from "./patient-types.ts";
import { areas } from "./queries.ts";

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor ?? undefined,
};

/** What a kind's list depends on beside the record: payments and visits change by what the desk does. */
const areaOf = {
  visit: areas.appointment,
  visit_ticket: areas.appointment,
  payment: areas.payments,
  contract: areas.demand,
} as const;

export const patientQueries = {
  history: (id: string, kind: PatientHistoryItem["kind"]) =>
    infiniteQueryOptions({
      queryKey: [areaOf[kind], "of-patient", id, kind],
      queryFn: ({ pageParam }) => patientClient.readHistory(id, kind, pageParam),
      ...paged,
    }),
  duplicates: (id: string) =>
    queryOptions({ queryKey: [areas.patients, id, "duplicates"], queryFn: () => patientClient.findDuplicates(id) }),
  duplicatePairs: () =>
    infiniteQueryOptions({
      queryKey: [areas.patients, "duplicates"],
      queryFn: ({ pageParam }) => patientClient.listDuplicates(pageParam),
      ...paged,
    }),
  merges: (id: string) =>
    queryOptions({
      queryKey: [areas.patients, id, "merges"],
      queryFn: async () => (await patientClient.listMerges(id)).items,
    }),
  notes: (id: string) =>
    infiniteQueryOptions({
      queryKey: [areas.patients, id, "medical-notes"],
      queryFn: ({ pageParam }) => patientClient.listNotes(id, pageParam),
      ...paged,
    }),
};
