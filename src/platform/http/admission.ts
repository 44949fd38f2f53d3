import { DomainError } from "../../core/errors.ts";
import { WaitingLine } from "./waiting-line.ts";

export interface AdmissionLimits {
  /** Requests that are worked on at the same time. */
  atOnce: number;
  /** Requests that are worked on or wait for their turn, all callers together. */
  inFlight: number;
  /** The same of one caller. */
  perCaller: number;
  /** How long a turn may take to come. Later than that nobody waits for the answer any more, and working on it is for nothing. */
  patienceMs: number;
}

/**
 * Twice as many are worked on as there are database connections: while one half waits for the database, the other is parsed,
 * evaluated and sent. One caller gets half of the house, so that no program alone can close the door to everybody else.
 */
export function admissionLimits(connections: number, inFlight: number): AdmissionLimits {
  return { atOnce: 2 * connections, inFlight, perCaller: Math.ceil(inFlight / 2), patienceMs: 5_000 };
}

export interface Place {
  /** Whether the turn has come. */
  readonly admitted: boolean;
  /** Settles when the turn comes; rejects with `unavailable` when it comes too late, or was given up. */
  readonly turn: Promise<void>;
  /** Makes room for the next one. Calling it again does nothing. */
  leave(): void;
}

export type Refusal = "house_full" | "share_used" | "too_late";

/**
 * The door of the server: so many requests are worked on at once, so many wait, and the rest is refused at once, while that
 * costs nothing. Who is served is served soon, however many ask.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #line = new WaitingLine<Visitor>();
  readonly #inFlight = new Map<string, number>();
  #working = 0;
  /** How often each refusal was given since the start. */
  readonly refused: Record<Refusal, number> = { house_full: 0, share_used: 0, too_late: 0 };

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** Counts of this moment. */
  get load(): { working: number; waiting: number } {
    return { working: this.#working, waiting: this.#line.size };
  }

  /** Throws `unavailable` when the house is full and `too_many_requests` when this caller alone has used its share. */
  enter(caller: string): Place {
    const own = this.#inFlight.get(caller) ?? 0;
    if (this.#working + this.#line.size >= this.#limits.inFlight) throw this.#refuse("house_full");
    if (own >= this.#limits.perCaller) throw this.#refuse("share_used");
    this.#inFlight.set(caller, own + 1);
    const visitor = new Visitor(() => this.#left(caller, visitor));
    if (this.#working < this.#limits.atOnce) this.#admit(visitor);
    else this.#wait(caller, visitor);
    return visitor;
  }

  #admit(visitor: Visitor): void {
    this.#working += 1;
    visitor.admit();
  }

  #wait(caller: string, visitor: Visitor): void {
    this.#line.join(caller, visitor);
    visitor.waitAtMost(this.#limits.patienceMs, () => this.#refuse("too_late"));
  }

  #left(caller: string, visitor: Visitor): void {
    const others = this.#inFlight.get(caller)! - 1;
    if (others > 0) this.#inFlight.set(caller, others);
    else this.#inFlight.delete(caller);
    if (!visitor.admitted) return this.#line.leave(caller, visitor);
    this.#working -= 1;
    const next = this.#line.next();
    if (next) this.#admit(next);
  }

  #refuse(why: Refusal): DomainError {
    this.refused[why] += 1;
    return refusals[why]();
  }
}

const refusals: Record<Refusal, () => DomainError> = {
  house_full: () => new DomainError("unavailable", "The server has more to do than it can; try again."),
  share_used: () =>
    new DomainError("too_many_requests", "Too many requests of this token or session are under way; try again."),
  too_late: () => new DomainError("unavailable", "The server did not come to this request in time; try again."),
};

class Visitor implements Place {
  admitted = false;
  readonly turn: Promise<void>;
  readonly #left: () => void;
  #come!: () => void;
  #fail!: (why: DomainError) => void;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(left: () => void) {
    this.#left = left;
    this.turn = new Promise((resolve, reject) => ([this.#come, this.#fail] = [resolve, reject]));
    this.turn.catch(() => {}); // who has left does not look any more
  }

  admit(): void {
    clearTimeout(this.#timer);
    this.admitted = true;
    this.#come();
  }

  waitAtMost(ms: number, refusal: () => DomainError): void {
    this.#timer = setTimeout(() => {
      this.#fail(refusal());
      this.leave();
    }, ms);
  }

  leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    clearTimeout(this.#timer);
    if (!this.admitted) this.#fail(refusals.too_late());
    this.#left();
  }
}
