import type { Operation } from "../src/core/roles.ts";
import type { TestClinic } from "./clinic.ts";
import type { SampleCall } from "./sample-call.ts";

type QueueOperation = Extract<
  Operation,
  | "callNextVisit"
  | "recallVisit"
  | "transferVisit"
  | "prioritizeVisit"
  | "undoVisit"
  | "checkInVisitTicket"
  | "readDisplay"
  | "readMyDay"
  | "readWaitingTimes"
  | "readNoShows"
  | "readUtilization"
>;

type Ids = TestClinic & { visitId: string; visitTicketId: string };

/** What is asked of the queue, and of what became of it. */
export function queueCalls(ids: Ids): Record<QueueOperation, SampleCall> {
  const get = (path: string): SampleCall => ({ method: "GET", path });
  const post = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "POST", path, body });
  const { clinicId: clinic_id, consultationId: service_id, roomId: room_id, visitId } = ids;
  const [practitioner_id, colleagueId] = ids.practitionerIds;
  const report = `clinic_id=${clinic_id}&from=2026-11-18&to=2026-11-19`;
  return {
    callNextVisit: post("/queue/call-next", { clinic_id, practitioner_id, service_id, room_id }),
    recallVisit: post(`/visits/${visitId}/recall`, { room_id }),
    transferVisit: post(`/visits/${visitId}/transfer`, { practitioner_id: colleagueId, reason: "A full list" }),
    prioritizeVisit: post(`/visits/${visitId}/priority`, { priority: 1, reason: "In pain" }),
    undoVisit: post(`/visits/${visitId}/undo`, {}),
    checkInVisitTicket: post(`/visit-tickets/${ids.visitTicketId}/check-in`, {}),
    readDisplay: get(`/display?clinic_id=${clinic_id}`),
    readMyDay: get(`/my-day?date=2026-11-18&practitioner_id=${practitioner_id}`),
    readWaitingTimes: get(`/reports/waiting-times?${report}`),
    readNoShows: get(`/reports/no-shows?${report}`),
    readUtilization: get(`/reports/utilization?${report}`),
  };
}
