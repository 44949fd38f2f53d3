import type { Placement, Plan } from "../web/api/types.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import type { TestServer } from "./server.ts";

/** A plan, or why there is none. */
export type Answered = Plan & Pick<ProblemBody, "code" | "errors">;

export interface Wanted {
  id: string;
  version: number;
  status: string;
}

/** A receptionist who asks for sessions and has plans made for them. */
export class PlanDesk {
  readonly client: Client;
  readonly #server: TestServer;
  #weeks = 0;

  constructor(server: TestServer) {
    this.#server = server;
    this.client = server.as("receptionist");
  }

  /** Sessions of the first patient, two days apart or more, in weeks that nobody else has asked for: the patient has one body. */
  async want(sessions: number, more: object = {}): Promise<Wanted> {
    const { clock, ids } = this.#server;
    this.#weeks += 2;
    const earliest = clock.now.toZonedDateTimeISO("Europe/Athens").toPlainDate().add({ weeks: this.#weeks });
    const { body, status } = await this.client.post<Wanted>("/booking-requests", {
      clinic_id: ids.clinicId,
      patient_id: ids.patientIds[0],
      service_id: ids.consultationId,
      sessions,
      earliest_date: earliest.toString(),
      min_days_between: 2,
      ...more,
    });
    if (status !== 201) throw new Error(`A request was answered with ${status}.`);
    return body;
  }

  async ask(question: object): Promise<Answer<Answered>> {
    return await this.client.post<Answered>("/matching/plans", question);
  }

  async planFor(...requests: Wanted[]): Promise<Plan> {
    return (await this.ask({ request_ids: requests.map(({ id }) => id) })).body;
  }

  async verb({ id }: Plan, name: string, body: object = {}, headers = {}): Promise<Answer<Answered>> {
    return await this.client.send<Answered>("POST", `/matching/plans/${id}/${name}`, body, headers);
  }

  async read({ id }: Plan): Promise<Plan> {
    return (await this.client.get<Plan>(`/matching/plans/${id}`)).body;
  }

  /** The plan as it is when nothing is searched for any more. */
  async found(plan: Plan): Promise<Plan> {
    for (;;) {
      const now = await this.read(plan);
      if (now.status !== "running") return now;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async statusOf({ id }: Wanted): Promise<string> {
    return (await this.client.get<Wanted>(`/booking-requests/${id}`)).body.status;
  }
}

export const statuses = ({ placements }: Plan): string[] => placements.map(({ status }) => status);

/** When it is to be, in milliseconds. */
export const millis = ({ starts_at }: Placement): number => Date.parse(String(starts_at));
