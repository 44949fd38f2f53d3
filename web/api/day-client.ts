import { api } from "../urls.ts";
import { get, post } from "./client.ts";
import { request } from "./request.ts";
import type * as T from "./types.ts";

interface Range {
  clinic_id: string;
  from: string;
  /** The date after the last one. */
  to: string;
}

/** Who waits, who is next, and what the days before were like. */
export const dayClient = {
  readQueue: (query: {
    clinic_id: string;
    date: string;
    practitioner_id?: string | undefined;
    service_id?: string | undefined;
  }) => get<T.Queue>(api.queue(query)),
  callNext: (body: T.NextCall, key: string) => post<T.Called>(api.callNext, body, key),
  callVisit: (id: string, move: "call" | "recall", roomId: string | undefined) =>
    post<T.VisitMoved>(api.visitVerb(id, move), roomId === undefined ? {} : { room_id: roomId }),
  moveVisit: (id: string, move: "requeue" | "start" | "finish" | "leave") =>
    post<T.VisitMoved>(api.visitVerb(id, move)),
  transferVisit: (id: string, body: T.Transfer) => post<T.Transferred>(api.visitVerb(id, "transfer"), body),
  prioritizeVisit: (id: string, body: T.Prioritization) => post<T.VisitMoved>(api.visitVerb(id, "priority"), body),
  undoVisit: (id: string, version: number) =>
    request<T.VisitMoved>("POST", api.visitVerb(id, "undo"), { body: {}, version }),
  checkInTicket: (id: string) => post<T.TicketCheckedIn>(api.visitTicketVerb(id, "check-in")),

  readDisplay: (clinicId: string) => get<T.Display>(api.display({ clinic_id: clinicId })),
  readMyDay: (query: { date?: string | undefined; practitioner_id?: string | undefined }) =>
    get<T.MyDay>(api.myDay(query)),

  readWaitingTimes: (range: Range) => get<T.WaitingTimes>(api.report("waiting-times", { ...range })),
  readNoShows: (range: Range) => get<T.NoShows>(api.report("no-shows", { ...range })),
  readUtilization: (range: Range) => get<T.Utilization>(api.report("utilization", { ...range })),
};
