import { Temporal } from "temporal-polyfill";
import { signContract } from "../src/reception/contracts/sign-contract.ts";
import type { Booked, BookingRequest, Contract, Moved, PaymentDetail } from "./answers.ts";
import type { ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import type { TestServer } from "./server.ts";

export interface Ticket {
  id: string;
  status: string;
}

type Refusable<Body> = Body & Omit<ProblemBody, "status">;

/** When the clock of these tests stands, and after which sessions are booked, each at an hour of its own. */
export const morning = Temporal.Instant.from("2026-11-18T08:00:00Z");

/** What a desk does with contracts, in the words of the tests. */
export function contractDesk(server: TestServer) {
  const { ids } = server;
  const desk = server.as("receptionist");
  const parties = { clinic_id: ids.clinicId, patient_id: ids.patientIds[0] };
  const consultations = (more: object = {}) => ({ service_id: ids.consultationId, sessions: 2, ...more });
  let hours = 0;
  const nextStart = () => morning.add({ hours: (hours += 1) }).toString();

  const propose = (more: object = {}, headers: Record<string, string> = {}) =>
    desk.send<Refusable<Contract>>("POST", "/contracts", { ...parties, lines: [consultations()], ...more }, headers);
  const draw = async (lines: object[] = [consultations()]): Promise<Contract> => {
    const { status, body } = await propose({ lines });
    if (status !== 201) throw new Error(`A draft was answered with ${JSON.stringify(body)}.`);
    return body;
  };
  const sign = (id: string, version: number | null = null) => {
    const { organizationId, accounts } = ids;
    const caller = {
      organizationId,
      accountId: accounts.receptionist.id,
      role: "receptionist" as const,
      practitionerId: null,
    };
    return signContract(server.house, caller, id, version);
  };
  const signed = async (lines?: object[]) => read((await sign((await draw(lines)).id)).contract);
  const read = async ({ id }: { id: string }) => (await desk.get<Contract>(`/contracts/${id}`)).body;
  const requestOf = async (id: string | null) => (await desk.get<BookingRequest>(`/booking-requests/${id}`)).body;
  const paymentOf = async ({ payment_id }: Pick<Contract, "payment_id">) =>
    (await desk.get<PaymentDetail>(`/payments/${payment_id}`)).body;
  const ticketsOf = async ({ id }: { id: string }) =>
    (await desk.get<{ items: Ticket[] }>(`/session-tickets?contract_id=${id}`)).body.items;

  return {
    desk,
    parties,
    consultations,
    nextStart,
    propose,
    draw,
    sign,
    signed,
    read,
    requestOf,
    paymentOf,
    ticketsOf,
    statusesOf: async (contract: { id: string }) => (await ticketsOf(contract)).map(({ status }) => status),
    give: (ticket: Ticket | undefined, more: object = {}) =>
      desk.post<Refusable<Booked>>("/appointments", {
        ...wishAt(ids, nextStart()),
        session_ticket_id: ticket!.id,
        ...more,
      }),
    move: ({ appointment }: Booked, verb: string) =>
      desk.post<Refusable<Moved>>(`/appointments/${appointment.id}/${verb}`, {}),
    /** Once its time has come. */
    complete: async (booked: Booked) => {
      server.clock.now = Temporal.Instant.from(booked.appointment.starts_at);
      return await desk.post<Refusable<Moved>>(`/appointments/${booked.appointment.id}/complete`, {});
    },
    enter: ({ payment_id }: Contract, kind: "receipt" | "refund", amount_minor: number) =>
      desk.post(`/payments/${payment_id}/entries`, { kind, amount_minor, method: "cash" }),
    cancel: ({ id }: { id: string }, headers: Record<string, string> = {}) =>
      desk.send<Refusable<Contract>>("POST", `/contracts/${id}/cancel`, { reason: "Moved away" }, headers),
    cancelRequest: (id: string | null, headers: Record<string, string> = {}) =>
      desk.send<Refusable<BookingRequest>>("POST", `/booking-requests/${id}/cancel`, { reason: "No time" }, headers),
  };
}

/** The code of a refusal, and the fields that it names. */
export const refusal = ({ body }: { body: Pick<ProblemBody, "code" | "errors"> }): string[] => [
  body.code,
  ...(body.errors ?? []).map(({ pointer }) => pointer),
];
