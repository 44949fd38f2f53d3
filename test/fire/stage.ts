import type { Arena } from "../arena.ts";
import { startOn } from "../scene.ts";
import type { Seen } from "./book-model.ts";
import { fateHeader } from "./proxy.ts";

interface Set {
  arena: Arena;
  proxyUrl: string;
  doctors: readonly string[];
  patients: readonly string[];
  service: string;
  /** Counted from today. */
  day: number;
}

/** An answer that came, or none. */
export type Heard = { status: number; body: Record<string, unknown> } | null;

interface Sent {
  method: string;
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** Where a history happens: a day of a few doctors whose appointments nobody else touches, and the words for it. */
export class Stage {
  readonly set: Set;

  constructor(set: Set) {
    this.set = set;
  }

  /** Over the bad network when there is a fate, and straight to the server otherwise. */
  async send({ method, path, body, headers }: Sent, fate?: string): Promise<Heard> {
    const { arena, proxyUrl } = this.set;
    try {
      const response = await fetch(`${fate === undefined ? arena.url : proxyUrl}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${arena.scene.token}`,
          ...(fate !== undefined && { [fateHeader]: fate }),
          ...(body && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return null; // the connection broke
    }
  }

  at(start: number): string {
    return startOn(this.set.arena.now, this.set.day, start, 1);
  }

  booking(patient: number, doctor: number, start: number): object {
    const { arena, patients, doctors, service } = this.set;
    return {
      clinic_id: arena.scene.clinicId,
      patient_id: patients[patient],
      service_id: service,
      practitioner_id: doctors[doctor],
      starts_at: this.at(start),
      booking_source: "online",
    };
  }

  get listPath(): string {
    const { arena, day } = this.set;
    const [from, to] = [day, day + 1].map((on) => startOn(arena.now, on, 0).slice(0, 10));
    return `/appointments?clinic_id=${arena.scene.clinicId}&from=${from}&to=${to}&limit=200`;
  }

  freePath(doctor: number): string {
    const { arena, service, doctors } = this.set;
    const what = `service_id=${service}&clinic_id=${arena.scene.clinicId}&practitioner_id=${doctors[doctor]}`;
    return `/availability?${what}&from=${this.at(0)}&to=${this.at(100)}`;
  }

  /** An appointment as the API says it, in the words of the model. */
  seen(row: Record<string, unknown>): Seen {
    const { doctors, patients } = this.set;
    return {
      patient: patients.indexOf(row["patient_id"] as string),
      doctor: doctors.indexOf(row["practitioner_id"] as string),
      start: (Date.parse(row["starts_at"] as string) - Date.parse(this.at(0))) / 60_000,
      live: row["status"] === "confirmed",
      version: row["version"] as number,
    };
  }
}
