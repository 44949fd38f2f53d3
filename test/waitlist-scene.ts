import assert from "node:assert/strict";
import { workWaitlist } from "../src/matching/waitlist/work-waitlist.ts";
import { expireOne } from "../src/reception/appointments/expire.ts";
import type { Booked } from "./answers.ts";
import type { Client, ProblemBody } from "./client.ts";
import { type TestClinic, wishAt } from "./clinic.ts";
import type { TestServer } from "./server.ts";

export interface Offer {
  id: string;
  version: number;
  status: string;
  request_id: string;
  opening_id: string;
  appointment_id: string;
  session_ticket_id: string;
  starts_at: string;
  ends_at: string;
  expires_at: string;
}
export interface Opening {
  id: string;
  status: string;
  starts_at: string;
  ends_at: string;
  practitioner_id: string | null;
  considered: { request_id: string; patient_name: string; outcome: string }[];
  others: { outcome: string; count: number }[];
}

/** Who waits at a test's clinic, and what is freed there. */
export class WaitlistScene {
  readonly #server: TestServer;
  readonly ids: TestClinic;
  readonly desk: Client;

  constructor(server: TestServer, ids: TestClinic) {
    this.#server = server;
    this.ids = ids;
    this.desk = server.as("receptionist", ids);
  }

  /** A patient of its own who waits for one consultation; gives the request. */
  async wait(more: object = {}): Promise<string> {
    const { clinicId: clinic_id, consultationId: service_id } = this.ids;
    const patient_id = await this.patient();
    const wanted = { clinic_id, patient_id, service_id, sessions: 1, offer_notice_minutes: 60, ...more };
    const { status, body } = await this.desk.post<{ id: string } & ProblemBody>("/booking-requests", wanted);
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  }

  async patient(): Promise<string> {
    return (await this.desk.post<{ id: string }>("/patients", { name: "Somebody" })).body.id;
  }

  async book(startsAt: string, more: object = {}): Promise<Booked["appointment"]> {
    const wish = { ...wishAt(this.ids, startsAt), patient_id: await this.patient(), ...more };
    const { status, body } = await this.desk.post<Booked & ProblemBody>("/appointments", wish);
    assert.equal(status, 201, JSON.stringify(body));
    return body.appointment;
  }

  /** Books the start and cancels it again: from now on it is an opening. */
  async free(startsAt: string, more: object = {}): Promise<string> {
    const { id } = await this.book(startsAt, more);
    assert.equal((await this.verb(id, "cancel")).status, 200);
    return id;
  }

  verb(appointmentId: string, move: string, body: object = {}) {
    return this.desk.post(`/appointments/${appointmentId}/${move}`, body);
  }

  answer(offer: Offer, how: "accept" | "decline", body: object = {}) {
    return this.desk.post<Offer & ProblemBody>(`/waitlist/offers/${offer.id}/${how}`, body);
  }

  /** One turn of a keeper, by hand. */
  async keep(): Promise<void> {
    await workWaitlist(this.#server.house, this.ids.organizationId);
  }

  /** What runs out is ended, whatever the clinic's keeper does. */
  async endHold(appointmentId: string): Promise<void> {
    const { house } = this.#server;
    await house.postgres.write(this.ids.organizationId, (tx) => expireOne(tx, appointmentId, house.now()));
  }

  /** The first session of a request that is still planned. */
  async ticketOf(requestId: string): Promise<{ id: string; patient_id: string }> {
    const path = `/session-tickets?request_id=${requestId}&status=planned`;
    const { body } = await this.desk.get<{ items: { id: string; patient_id: string }[] }>(path);
    return body.items[0]!;
  }

  async offers(query = ""): Promise<Offer[]> {
    const { clinicId } = this.ids;
    const { body } = await this.desk.get<{ items: Offer[] }>(
      `/waitlist/offers?clinic_id=${clinicId}&limit=200${query}`,
    );
    return body.items.toReversed();
  }

  /** The one offer of a request that waits for its answer. */
  async offerOf(requestId: string): Promise<Offer> {
    const live = await this.offers(`&request_id=${requestId}&status=offered`);
    assert.equal(live.length, 1);
    return live[0]!;
  }

  async openings(): Promise<Opening[]> {
    const { clinicId } = this.ids;
    const { body } = await this.desk.get<{ items: Opening[] }>(`/waitlist/openings?clinic_id=${clinicId}&limit=200`);
    return body.items.toReversed();
  }

  /** By the request, what was said of it for this opening. */
  async outcomes(openingId: string): Promise<Record<string, string>> {
    const opening = (await this.openings()).find(({ id }) => id === openingId);
    return Object.fromEntries((opening?.considered ?? []).map(({ request_id, outcome }) => [request_id, outcome]));
  }
}
