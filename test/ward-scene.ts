import assert from "node:assert/strict";
import type { Booked } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { openTestClinic, type TestClinic } from "./clinic.ts";
import type { TestServer } from "./server.ts";

export interface WardSession {
  id: string;
  version: number;
  status: string;
  starts_at: string;
  ends_at: string;
  service_date: string;
  admitted: number;
  capacity: number;
  free: number;
}

interface BoardAdmission {
  appointment_id: string;
  bed_id: string | null;
  held_bed_id: string | null;
  starts_at: string;
}
export interface Board extends WardSession {
  board: { bed_id: string; status: string; held_by: string | null; admission: BoardAdmission | null }[];
  without_bed: BoardAdmission[];
}

export type Refusal = ProblemBody & { sessions?: { session_id: string }[] };

interface WardOptions {
  beds?: number;
  /** Of the treatment, in sessions that last four hours. */
  minutes?: number;
  startEvery?: number;
  /** Minutes that a nurse is needed at the beginning of each treatment, and how many nurses there are. */
  nursing?: { minutes: number; nurses: number };
  weekdays?: number[];
  slug: string;
}

/** A dialysis ward at a clinic of its own in Athens: beds in a pool, a treatment, and mornings from 08:00 to 12:00 local. */
export class WardScene {
  readonly server: TestServer;
  readonly ids: TestClinic;
  readonly desk: Client;
  readonly bedIds: string[] = [];
  readonly ruleIds: string[] = [];
  serviceId = "";
  poolId = "";

  private constructor(server: TestServer, ids: TestClinic) {
    this.server = server;
    this.ids = ids;
    this.desk = server.as("admin", ids);
  }

  static async open(server: TestServer, { weekdays = [4], ...options }: WardOptions): Promise<WardScene> {
    const ward = new WardScene(server, await openTestClinic(server.house, { slug: options.slug }));
    await ward.#furnish(options);
    for (const weekday of weekdays) await ward.rule(weekday);
    await ward.generate("2026-11-19", "2026-12-31");
    return ward;
  }

  async #furnish({ beds = 3, minutes = 180, startEvery = 0, nursing }: WardOptions): Promise<void> {
    const clinic_id = this.ids.clinicId;
    const bed = (n: number) => this.make("/resources", { kind: "bed", name: `Bed ${n}`, clinic_id });
    for (let n = 1; n <= beds; n++) this.bedIds.push(await bed(n));
    this.poolId = await this.make("/pools", { clinic_id, name: "Beds", resource_ids: this.bedIds });
    const phases: object[] = [{ starts_minute: 0, ends_minute: minutes, need: "pool", pool_id: this.poolId }];
    if (nursing) {
      const nurse = (n: number) => this.make("/resources", { kind: "equipment", name: `Nurse ${n}`, clinic_id });
      const nurses = await Promise.all(Array.from({ length: nursing.nurses }, (_, n) => nurse(n + 1)));
      const pool_id = await this.make("/pools", { clinic_id, name: "Nurses", resource_ids: nurses });
      phases.push({ starts_minute: 0, ends_minute: nursing.minutes, need: "pool", pool_id });
    }
    const treatment = { name: "Dialysis", duration_minutes: minutes, price_minor: 9000, clinic_ids: [clinic_id] };
    this.serviceId = await this.make("/services", { ...treatment, phases });
    this.startEvery = startEvery;
  }

  startEvery = 0;

  async rule(weekday: number, more: object = {}): Promise<string> {
    const morning = { weekday, start_local: "08:00", end_local: "12:00", name: "Morning" };
    const ids = { clinic_id: this.ids.clinicId, service_id: this.serviceId, pool_id: this.poolId };
    const pace = { start_every_minutes: this.startEvery };
    const id = await this.make("/session-rules", { ...ids, ...morning, ...pace, ...more });
    this.ruleIds.push(id);
    return id;
  }

  async make(path: string, body: object): Promise<string> {
    const answer = await this.desk.post<{ id: string } & ProblemBody>(path, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.id;
  }

  async generate(from: string, to: string): Promise<void> {
    const { status, body } = await this.desk.post("/sessions/generate", { from, to });
    assert.equal(status, 200, JSON.stringify(body));
  }

  async sessions(from = "2026-11-19", to = "2026-12-31"): Promise<WardSession[]> {
    const query = `clinic_id=${this.ids.clinicId}&from=${from}&to=${to}&limit=200`;
    return (await this.desk.get<{ items: WardSession[] }>(`/sessions?${query}`)).body.items;
  }

  async board(id: string): Promise<Board> {
    return (await this.desk.get<Board>(`/sessions/${id}`)).body;
  }

  patient(name = "Somebody"): Promise<string> {
    return this.make("/patients", { name });
  }

  /** Any patient, a new one unless one is named. */
  async admit(
    sessionId: string,
    more: { patient_id?: string; bed_id?: string } = {},
  ): Promise<Answer<Booked & Refusal>> {
    const patient_id = more.patient_id ?? (await this.patient());
    return await this.desk.post<Booked & Refusal>(`/sessions/${sessionId}/admissions`, { ...more, patient_id });
  }

  async admitted(
    sessionId: string,
    more: { patient_id?: string; bed_id?: string } = {},
  ): Promise<Booked["appointment"]> {
    const { status, body } = await this.admit(sessionId, more);
    assert.equal(status, 201, JSON.stringify(body));
    return body.appointment;
  }

  post<Body = Refusal>(path: string, body: object = {}): Promise<Answer<Body>> {
    return this.desk.post<Body>(path, body);
  }

  /** By appointment, the bed of the session that it has, given or kept. */
  async beds(sessionId: string): Promise<Map<string, string>> {
    const { board, without_bed } = await this.board(sessionId);
    const all = [...board.flatMap(({ admission }) => admission ?? []), ...without_bed];
    return new Map(all.map(({ appointment_id, held_bed_id }) => [appointment_id, held_bed_id!]));
  }
}
