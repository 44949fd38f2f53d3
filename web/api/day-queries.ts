import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { dayClient } from "./day-client.ts";
import { areas } from "./queries.ts";

/** How long somebody has waited, and will wait, changes without any event. */
const agesMs = 30_000;

type QueueQuery = Parameters<typeof dayClient.readQueue>[0];
type MyDayQuery = Parameters<typeof dayClient.readMyDay>[0];
type Range = Parameters<typeof dayClient.readNoShows>[0];

export const dayQueries = {
  queue: (query: QueueQuery) =>
    queryOptions({
      queryKey: [areas.queue, query],
      queryFn: () => dayClient.readQueue(query),
      refetchInterval: agesMs,
      placeholderData: keepPreviousData,
    }),
  myDay: (query: MyDayQuery) =>
    queryOptions({
      queryKey: [areas.queue, "my-day", query],
      queryFn: () => dayClient.readMyDay(query),
      refetchInterval: agesMs,
      placeholderData: keepPreviousData,
    }),
  /** Asked again even while nothing happens: an answer is the sign that the server is there. */
  display: (clinicId: string) =>
    queryOptions({
      queryKey: [areas.queue, "display", clinicId],
      queryFn: () => dayClient.readDisplay(clinicId),
      refetchInterval: agesMs,
      refetchIntervalInBackground: true,
    }),

  waitingTimes: (range: Range) =>
    queryOptions({
      queryKey: [areas.reports, "waiting-times", range],
      queryFn: () => dayClient.readWaitingTimes(range),
    }),
  noShows: (range: Range) =>
    queryOptions({ queryKey: [areas.reports, "no-shows", range], queryFn: () => dayClient.readNoShows(range) }),
  utilization: (range: Range) =>
    queryOptions({ queryKey: [areas.reports, "utilization", range], queryFn: () => dayClient.readUtilization(range) }),
};
