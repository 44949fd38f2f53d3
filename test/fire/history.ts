import { gridStarts, type Op, type Seen, starts } from "./book-model.ts";
import { settled } from "./history-end.ts";
import type { Call } from "./linearizable.ts";
import { drawFate } from "./proxy.ts";
import type { Random } from "./seed.ts";
import type { Heard, Stage } from "./stage.ts";

interface Known {
  mark: string;
  id: string;
}

const triesWithKey = 6;

/**
 * One client at a time does one thing after the other; several of them share what was booked. Each call is recorded with the moments
 * of its sending and its answer. With `keyed`, a change without an answer is sent again under its Idempotency-Key and is one call.
 */
export class Recorder {
  readonly calls: Call<Op>[] = [];
  readonly findings: string[] = [];
  readonly #stage: Stage;
  readonly #known: Known[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async client(name: string, count: number, random: Random, keyed: boolean): Promise<void> {
    for (let n = 0; n < count; n++) {
      const kind = random.next();
      const known = this.#known.length === 0 ? null : random.pick(this.#known.slice(-8));
      if (known === null || kind < 0.45) await this.#book(`${name}${n}`, random, keyed);
      else if (kind < 0.6) await this.#cancel(known, random, keyed ? `${name}${n}` : null);
      else if (kind < 0.75) await this.#move(known, random, keyed ? `${name}${n}` : null);
      else if (kind < 0.83) await this.#read(known, random);
      else if (kind < 0.91) await this.#free(random);
      else await this.#list(random);
    }
  }

  /** What is there when all is quiet settles what became of calls without an answer. */
  async conclude(): Promise<Call<Op>[]> {
    const invokedAt = performance.now();
    const answer = this.#seenOf(await this.#stage.send({ method: "GET", path: this.#stage.listPath }));
    const last = { op: { kind: "list", answer } as const, invokedAt, answeredAt: performance.now() };
    return [...this.calls.flatMap((call) => settled(call, answer, invokedAt)), last];
  }

  async #book(mark: string, random: Random, keyed: boolean): Promise<void> {
    const { doctors, patients } = this.#stage.set;
    const [patient, doctor, start] = [random.below(patients.length), random.below(doctors.length), random.pick(starts)];
    const body = { ...this.#stage.booking(patient, doctor, start), notes: mark };
    const heard = await this.#change("/appointments", body, keyed ? mark : null, random, (heard) => ({
      kind: "book",
      mark,
      patient,
      doctor,
      start,
      answer: this.#answerOf(heard, { 201: "done", "409 slot_taken": "taken" } as const),
    }));
    if (heard?.status === 201) this.#known.push({ mark, id: (heard.body["appointment"] as { id: string }).id });
  }

  async #cancel({ mark, id }: Known, random: Random, key: string | null): Promise<void> {
    await this.#change(`/appointments/${id}/cancel`, {}, key, random, (heard) => ({
      kind: "cancel",
      mark,
      answer: this.#answerOf(heard, { 200: "done", "409 illegal_move": "illegal" } as const),
    }));
  }

  async #move({ mark, id }: Known, random: Random, key: string | null): Promise<void> {
    const { doctors } = this.#stage.set;
    const [doctor, start] = [random.below(doctors.length), random.pick(starts)];
    const body = { practitioner_id: doctors[doctor], starts_at: this.#stage.at(start) };
    const answers = { 200: "done", "409 slot_taken": "taken", "409 illegal_move": "illegal" } as const;
    await this.#change(`/appointments/${id}/reschedule`, body, key, random, (heard) => ({
      kind: "move",
      mark,
      doctor,
      start,
      answer: this.#answerOf(heard, { ...answers, "412 version_mismatch": "outrun" } as const),
    }));
  }

  /** Sends a change, under a key as often as it takes to get an answer, and records it as the operation that it was. */
  async #change(
    path: string,
    body: object,
    key: string | null,
    random: Random,
    operationOf: (heard: Heard) => Op,
  ): Promise<Heard> {
    const sent = { method: "POST", path, body, headers: key === null ? {} : { "idempotency-key": key } };
    const invokedAt = performance.now();
    let mayComeLate = false;
    for (let attempt = 1; ; attempt++) {
      const sentAt = performance.now();
      const fate = drawFate(random);
      const heard = await this.#stage.send(sent, fate);
      if (heard === null && key !== null && attempt < triesWithKey) {
        mayComeLate ||= fate.startsWith("late");
        continue;
      }
      // A refusal is not kept under the key: an attempt that is still on its way may yet succeed.
      const open = mayComeLate && heard !== null && heard.status >= 400;
      if (open) this.#note(operationOf(null), invokedAt);
      this.#note(operationOf(heard), open ? sentAt : invokedAt);
      return heard;
    }
  }

  async #read({ mark, id }: Known, random: Random): Promise<void> {
    const invokedAt = performance.now();
    const body = await this.#get(`/appointments/${id}`, random);
    if (body) this.#note({ kind: "read", mark, answer: this.#stage.seen(body) }, invokedAt);
  }

  async #list(random: Random): Promise<void> {
    const invokedAt = performance.now();
    const body = await this.#get(this.#stage.listPath, random);
    if (body) this.#note({ kind: "list", answer: this.#seenOf({ status: 200, body }) }, invokedAt);
  }

  async #free(random: Random): Promise<void> {
    const doctor = random.below(this.#stage.set.doctors.length);
    const invokedAt = performance.now();
    const body = await this.#get(this.#stage.freePath(doctor), random);
    if (!body) return;
    const offered = (body["starts"] as { starts_at: string }[]).map(({ starts_at }) => starts_at);
    const answer = gridStarts.filter((start) => offered.includes(this.#stage.at(start)));
    this.#note({ kind: "free", doctor, answer }, invokedAt);
  }

  async #get(path: string, random: Random): Promise<Record<string, unknown> | null> {
    const heard = await this.#stage.send({ method: "GET", path }, drawFate(random));
    return this.#answerOf(heard, { 200: "done" }) === null ? null : heard!.body;
  }

  #note(op: Op, invokedAt: number): void {
    this.calls.push({ op, invokedAt, answeredAt: op.answer === null ? Infinity : performance.now() });
  }

  /** Names the answer by its status, and by its code where that matters. An answer that is not expected is a finding. */
  #answerOf<Name extends string>(heard: Heard, names: Readonly<Record<string, Name>>): Name | null {
    if (heard === null) return null;
    const { status, body } = heard;
    const name = names[status] ?? names[`${status} ${String(body["code"])}`];
    if (name === undefined) this.findings.push(`answered ${status} ${String(body["code"])}: ${String(body["detail"])}`);
    return name ?? null;
  }

  #seenOf(heard: Heard): Map<string, Seen> {
    const items = (heard?.body["items"] ?? []) as Record<string, unknown>[];
    const seen = new Map(items.map((item) => [item["notes"] as string, this.#stage.seen(item)]));
    if (seen.size < items.length) this.findings.push("one booking is stored twice");
    return seen;
  }
}
