import { newBookingRequest } from "../../src/demand/request-schemas.ts";
import type { BookingRequest, BookingRequestChange, NewBookingRequest } from "../api/types.ts";
import { refuseWishes, wishBody, type WishValues, wishValues } from "./wishes-values.ts";

export interface RequestValues extends WishValues {
  service_id: string | null;
  sessions: number | "";
  priority: number | "";
  waitlisted: boolean;
  offer_notice_minutes: number | "";
  earlier: boolean;
  notes: string;
}

/** What the form shows of a request, or of a new one. */
export function requestValues(request: BookingRequest | null): RequestValues {
  return {
    service_id: request?.service_id ?? null,
    sessions: request?.sessions ?? 1,
    ...wishValues(request ?? {}),
    priority: request?.priority ?? 0,
    waitlisted: request?.waitlisted ?? true,
    offer_notice_minutes: request?.offer_notice_minutes ?? 120,
    earlier: request?.earlier ?? false,
    notes: request?.notes ?? "",
  };
}

/** What is sent for what was typed. */
export function requestBody(typed: RequestValues, clinicId: string, patientId: string | null) {
  return {
    clinic_id: clinicId,
    patient_id: patientId,
    service_id: typed.service_id,
    sessions: typed.sessions === "" ? null : typed.sessions,
    ...wishBody(typed),
    priority: typed.priority === "" ? 0 : typed.priority,
    waitlisted: typed.waitlisted,
    ...(typed.offer_notice_minutes !== "" && { offer_notice_minutes: typed.offer_notice_minutes }),
    earlier: typed.earlier,
    notes: typed.notes.trim() || null,
  };
}

/** The server's schema, and words for wishes that can never be. */
export const requestSchema = newBookingRequest.superRefine((body, context) => {
  refuseWishes(context, body, body.sessions);
});

/** Who, what and how many stay as they are. */
export function requestChangeOf(body: NewBookingRequest): BookingRequestChange {
  const { clinic_id: _, patient_id: __, service_id: ___, sessions: ____, ...change } = body;
  return change;
}
