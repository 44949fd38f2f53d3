import type { Arena } from "../arena.ts";
import { startOn } from "../scene.ts";
import { gridStarts, type Op, type Seen, starts } from "./book-model.ts";
import type { Call } from "./linearizable.ts";
import { type Fate, fateHeader } from "./proxy.ts";
import type { Random } from "./seed.ts";

/** Where a history happens: a day of two doctors, whose appointments nobody else touches. */
export interface Stage {
  arena: Arena;
  proxyUrl: string;
  doctors: readonly string[];
  patients: readonly string[];
  service: string;
  day: number;
}

/** An answer that came, or none. */
type Heard = { status: number; body: Record<string, unknown> } | null;

interface Known {
  mark: string;
  id: string;
}

const triesWithKey = 6;
const fates: readonly (readonly [Fate, number])[] = [
  ["pass", 0.6],
  ["slow", 0.15],
  ["unsent", 0.05],
  ["unanswered", 0.08],
  ["cut", 0.05],
  ["late", 0.07],
];

/**
 * One client at a time does one thing after the other; several of them share what was booked. Each call is recorded with the moments
 * of its sending and its answer. With `keyed`, a booking without an answer is sent again under its Idempotency-Key and is one call.
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
      else if (kind < 0.6) await this.#cancel(known, random);
      else if (kind < 0.75) await this.#move(known, random);
      else if (kind < 0.83) await this.#read(known, random);
      else if (kind < 0.91) await this.#free(random);
      else await this.#list(random);
    }
  }

  /** What is there when all is quiet settles what became of calls without an answer. */
  async conclude(): Promise<Call<Op>[]> {
    const invokedAt = performance.now();
    const answer = this.#seenOf(await this.#send(this.#stage.arena.url, "GET", this.#listPath(), "pass 0"));
    const last = { op: { kind: "list", answer } as const, invokedAt, answeredAt: performance.now() };
    return [...this.calls.flatMap((call) => settled(call, answer, invokedAt)), last];
  }

  async #book(mark: string, random: Random, keyed: boolean): Promise<void> {
    const { arena, doctors, patients, service, day } = this.#stage;
    const [patient, doctor, start] = [random.below(patients.length), random.below(doctors.length), random.pick(starts)];
    const body = {
      clinic_id: arena.scene.clinicId,
      patient_id: patients[patient],
      service_id: service,
      practitioner_id: doctors[doctor],
      starts_at: startOn(arena.now, day, start, 1),
      booking_source: "online",
      notes: mark,
    };
    const about = { kind: "book", mark, patient, doctor, start } as const;
    const invokedAt = performance.now();
    let mayComeLate = false;
    for (let attempt = 1; ; attempt++) {
      const sentAt = performance.now();
      const fate = drawFate(random);
      const headers = keyed ? { "idempotency-key": mark } : {};
      const heard = await this.#send(this.#stage.proxyUrl, "POST", "/appointments", fate, body, headers);
      if (heard === null && keyed && attempt < triesWithKey) {
        mayComeLate ||= fate.startsWith("late");
        continue;
      }
      const answer = this.#answerOf(heard, { 201: "done", "409 slot_taken": "taken" } as const);
      if (answer === "done") this.#known.push({ mark, id: (heard!.body["appointment"] as { id: string }).id });
      // A refusal is not kept under the key: an attempt that is still on its way may yet succeed.
      const open = answer === "taken" && mayComeLate;
      if (open) this.#note({ ...about, answer: null }, invokedAt, null);
      this.#note({ ...about, answer }, open ? sentAt : invokedAt, heard);
      return;
    }
  }

  async #cancel({ mark, id }: Known, random: Random): Promise<void> {
    const invokedAt = performance.now();
    const heard = await this.#send(this.#stage.proxyUrl, "POST", `/appointments/${id}/cancel`, drawFate(random), {});
    const answer = this.#answerOf(heard, { 200: "done", "409 illegal_move": "illegal" } as const);
    this.#note({ kind: "cancel", mark, answer }, invokedAt, heard);
  }

  async #move({ mark, id }: Known, random: Random): Promise<void> {
    const { arena, doctors, day, proxyUrl } = this.#stage;
    const [doctor, start] = [random.below(doctors.length), random.pick(starts)];
    const body = { practitioner_id: doctors[doctor], starts_at: startOn(arena.now, day, start, 1) };
    const invokedAt = performance.now();
    const heard = await this.#send(proxyUrl, "POST", `/appointments/${id}/reschedule`, drawFate(random), body);
    const answers = { 200: "done", "409 slot_taken": "taken", "409 illegal_move": "illegal" } as const;
    const answer = this.#answerOf(heard, { ...answers, "412 version_mismatch": "outrun" } as const);
    this.#note({ kind: "move", mark, doctor, start, answer }, invokedAt, heard);
  }

  async #read({ mark, id }: Known, random: Random): Promise<void> {
    const invokedAt = performance.now();
    const heard = await this.#send(this.#stage.proxyUrl, "GET", `/appointments/${id}`, drawFate(random));
    if (this.#answerOf(heard, { 200: "done" }))
      this.#note({ kind: "read", mark, answer: this.#seen(heard!.body) }, invokedAt, heard);
  }

  async #list(random: Random): Promise<void> {
    const invokedAt = performance.now();
    const heard = await this.#send(this.#stage.proxyUrl, "GET", this.#listPath(), drawFate(random));
    if (this.#answerOf(heard, { 200: "done" }))
      this.#note({ kind: "list", answer: this.#seenOf(heard) }, invokedAt, heard);
  }

  async #free(random: Random): Promise<void> {
    const { arena, doctors, service, day, proxyUrl } = this.#stage;
    const doctor = random.below(doctors.length);
    const at = (start: number) => startOn(arena.now, day, start, 1);
    const path = `/availability?service_id=${service}&clinic_id=${arena.scene.clinicId}&practitioner_id=${doctors[doctor]}&from=${at(0)}&to=${at(100)}`;
    const invokedAt = performance.now();
    const heard = await this.#send(proxyUrl, "GET", path, drawFate(random));
    if (!this.#answerOf(heard, { 200: "done" })) return;
    const offered = (heard!.body["starts"] as { starts_at: string }[]).map(({ starts_at }) => starts_at);
    this.#note(
      { kind: "free", doctor, answer: gridStarts.filter((start) => offered.includes(at(start))) },
      invokedAt,
      heard,
    );
  }

  #note(op: Op, invokedAt: number, heard: Heard): void {
    this.calls.push({ op, invokedAt, answeredAt: heard === null ? Infinity : performance.now() });
  }

  /** Names the answer by its status, and by its code where that matters. An answer that is not expected is a finding. */
  #answerOf<Name extends string>(heard: Heard, names: Readonly<Record<string, Name>>): Name | null {
    if (heard === null) return null;
    const { status, body } = heard;
    const name = names[status] ?? names[`${status} ${String(body["code"])}`];
    if (name === undefined) this.findings.push(`answered ${status} ${String(body["code"])}: ${String(body["detail"])}`);
    return name ?? null;
  }

  async #send(url: string, method: string, path: string, fate: string, body?: object, headers = {}): Promise<Heard> {
    try {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#stage.arena.scene.token}`,
          [fateHeader]: fate,
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

  #listPath(): string {
    const { arena, day } = this.#stage;
    const [from, to] = [day, day + 1].map((on) => startOn(arena.now, on, 0).slice(0, 10));
    return `/appointments?clinic_id=${arena.scene.clinicId}&from=${from}&to=${to}&limit=200`;
  }

  #seenOf(heard: Heard): Map<string, Seen> {
    const items = (heard?.body["items"] ?? []) as Record<string, unknown>[];
    const seen = new Map(items.map((item) => [item["notes"] as string, this.#seen(item)]));
    if (seen.size < items.length) this.findings.push("one booking is stored twice");
    return seen;
  }

  #seen(row: Record<string, unknown>): Seen {
    const { arena, doctors, patients, day } = this.#stage;
    return {
      patient: patients.indexOf(row["patient_id"] as string),
      doctor: doctors.indexOf(row["practitioner_id"] as string),
      start: (Date.parse(row["starts_at"] as string) - Date.parse(startOn(arena.now, day, 0))) / 60_000,
      live: row["status"] === "confirmed",
      version: row["version"] as number,
    };
  }
}

/** The longest that a call is delayed; others have done much meanwhile. */
const slowest = 60;

const drawFate = (random: Random): string => {
  let left = random.next();
  const [fate] = fates.find(([, share]) => (left -= share) < 0) ?? fates[0]!;
  return `${fate} ${random.below(fate === "late" ? 4 * slowest : slowest)}`;
};

/**
 * A booking without an answer happened exactly if it is there in the end, and no cancellation happened of what is still live. The
 * rest of those without an answer stay open.
 */
function settled(call: Call<Op>, end: ReadonlyMap<string, Seen>, endedAt: number): Call<Op>[] {
  const { op } = call;
  if (op.answer !== null) return [call];
  if (op.kind === "cancel") return end.get(op.mark)?.live ? [] : [call];
  if (op.kind !== "book") return [call];
  return end.has(op.mark) ? [{ ...call, op: { ...op, answer: "done" }, answeredAt: endedAt }] : [];
}

/** Who is outrun must have been: another call about the same appointment was under way. */
export function needlesslyOutrun(calls: readonly Call<Op>[]): string[] {
  const changes = calls.filter(({ op }) => (op.kind === "cancel" || op.kind === "move") && op.answer !== "outrun");
  return calls.flatMap((call) => {
    const { op } = call;
    if (op.kind !== "move" || op.answer !== "outrun") return [];
    const others = changes.filter(
      (other) =>
        "mark" in other.op &&
        other.op.mark === op.mark &&
        other.invokedAt < call.answeredAt &&
        other.answeredAt > call.invokedAt,
    );
    return others.length > 0 ? [] : [`${op.mark} was outrun by nobody`];
  });
}
