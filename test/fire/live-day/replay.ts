import { setTimeout as sleep } from "node:timers/promises";
import { Rival } from "../../rivals.ts";
import { RoomClient } from "../../room-client.ts";
import type { TwoServers } from "../two-servers.ts";
import { type Consultation, countsAfter, type Step, stepsOf } from "./morning.ts";

export interface Replayed {
  visitIds: string[];
  /** When each patient's steps were asked for and answered, in milliseconds of one steady clock. */
  steps: Partial<Record<Step, { asked: number; answered: number }>>[];
  /** Milliseconds from the answer of each step until both listeners, one at each process, had heard of it. */
  heardAfter: number[];
  /** Where a board, the display or the dashboard said something else than the morning. */
  findings: string[];
}

interface Place {
  servers: TwoServers;
  serviceId: string;
  doctorId: string;
  patientIds: readonly string[];
  displayToken: string;
}

/**
 * Lives a morning again, so many times as fast: patients come to the desk of one process, the doctor calls and treats at the other.
 * After each step the board, the display and the dashboard are read where the step was not made, and held against the morning.
 */
export async function replay(place: Place, morning: readonly Consultation[], speed: number): Promise<Replayed> {
  const day = new Day(place);
  await day.listen();
  const steps = stepsOf(morning);
  const began = performance.now();
  for (const [i, { who, step, at }] of steps.entries()) {
    await sleep(Math.max(0, began + (at * 1000) / speed - performance.now()));
    await day.take(step, who);
    await day.compare(countsAfter(steps.slice(0, i + 1)), `${step} of patient ${who + 1}`);
  }
  return day.end();
}

class Day {
  readonly #place: Place;
  readonly #desk: Rival;
  readonly #doctor: Rival;
  readonly #display: Rival;
  readonly #ears: RoomClient[];
  readonly #replayed: Replayed = { visitIds: [], steps: [], heardAfter: [], findings: [] };

  constructor(place: Place) {
    this.#place = place;
    const { scene } = place.servers;
    const [one, other] = place.servers.urls() as [string, string];
    this.#desk = new Rival(one, scene.token);
    this.#doctor = new Rival(other, scene.token);
    this.#display = new Rival(other, place.displayToken);
    this.#ears = [one, other].map((url) => new RoomClient(scene.token, () => [url]));
  }

  async listen(): Promise<void> {
    await Promise.all(this.#ears.map((ear) => ear.untilBegun()));
  }

  end(): Replayed {
    for (const ear of this.#ears) ear.close();
    return this.#replayed;
  }

  async take(step: Step, who: number): Promise<void> {
    const asked = performance.now();
    const version = await this.#made[step](who);
    const answered = performance.now();
    (this.#replayed.steps[who] ??= {})[step] = { asked, answered };
    await this.#heard(this.#replayed.visitIds[who]!, version);
    this.#replayed.heardAfter.push(performance.now() - answered);
  }

  /** Each makes one step and gives the visit's version behind it. */
  readonly #made: Record<Step, (who: number) => Promise<number>> = {
    arrives: async (who) => {
      const { scene } = this.#place.servers;
      const { serviceId: service_id, doctorId: practitioner_id, patientIds } = this.#place;
      const wanted = { clinic_id: scene.clinicId, service_id, practitioner_id, patient_id: patientIds[who] };
      const visit = await this.#post(this.#desk, "/visits", wanted);
      this.#replayed.visitIds[who] = visit.id;
      return visit.version;
    },
    starts: async (who) => {
      const { doctorId: practitioner_id, servers } = this.#place;
      const called = await this.#post(this.#doctor, "/queue/call-next", {
        clinic_id: servers.scene.clinicId,
        practitioner_id,
      });
      if (called.id !== this.#replayed.visitIds[who]) this.#replayed.findings.push(`Patient ${who + 1} was not next.`);
      return (await this.#post(this.#doctor, `/visits/${called.id}/start`)).version;
    },
    ends: async (who) => (await this.#post(this.#doctor, `/visits/${this.#replayed.visitIds[who]}/finish`)).version,
    pays: async (who) =>
      (await this.#post(this.#desk, `/visits/${this.#replayed.visitIds[who]}/settle`, { method: "cash" })).version,
  };

  async #post(at: Rival, path: string, body?: object): Promise<{ id: string; version: number }> {
    const answer = await at.post(path, body);
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body["visit"] as { id: string; version: number };
  }

  async #heard(id: string, version: number): Promise<void> {
    const has = (ear: RoomClient) => ear.taken.some((event) => event.id === id && event.version >= version);
    const giveUpAt = performance.now() + 20_000;
    while (!this.#ears.every(has)) {
      if (performance.now() > giveUpAt) throw new Error(`Nobody said that visit ${id} is at version ${version}.`);
      await sleep(2);
    }
  }

  async compare(expected: Counts, when: string): Promise<void> {
    const at = `clinic_id=${this.#place.servers.scene.clinicId}`;
    const [queue, dashboard, display] = await Promise.all([
      this.#doctor.get(`/queue?${at}`),
      this.#doctor.get(`/dashboard?${at}`),
      this.#display.get(`/display?${at}`),
    ]);
    const { paid: _paid, ...counted } = expected;
    const { completed: _completed, ...shown } = counted;
    this.#find(`board after ${when}`, countsOf(queue.body["items"] as Standing[]), expected);
    this.#find(`dashboard after ${when}`, dashboard.body, counted);
    this.#find(`display after ${when}`, countsOf(display.body["items"] as Standing[]), shown);
  }

  /** What is expected, and perhaps more, must have been found. */
  #find(where: string, found: Record<string, unknown>, expected: object): void {
    for (const [name, count] of Object.entries(expected))
      if (found[name] !== count)
        this.#replayed.findings.push(`${where}: ${String(found[name])} ${name} and not ${String(count)}`);
  }
}

type Counts = ReturnType<typeof countsAfter>;

interface Standing {
  status: string;
}

function countsOf(visits: readonly Standing[]): Record<keyof Counts, number> {
  const on = (...statuses: string[]) => visits.filter(({ status }) => statuses.includes(status)).length;
  return {
    waiting: on("waiting", "called"),
    in_progress: on("in_progress"),
    completed: on("pending_payment", "completed"),
    paid: on("completed"),
  };
}
