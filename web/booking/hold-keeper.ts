import type { Booked, NewHold } from "../api/types.ts";

/** Where the time stands that somebody is about to book. */
export type HoldState =
  | { is: "nothing" }
  | { is: "asked" }
  | { is: "held"; booked: Booked; endsAt: number }
  | { is: "over" }
  | { is: "refused"; error: unknown };

export interface HoldCalls {
  hold: (wish: NewHold) => Promise<Booked>;
  letGo: (appointmentId: string) => Promise<unknown>;
}

/**
 * Holds one time at a time: the one that was wanted last. What was held before is let go first, since a patient cannot have two
 * times at once; calls follow each other, so that quick choices cannot end with two holds or with none.
 */
export class HoldKeeper {
  #state: HoldState = { is: "nothing" };
  #wanted: string | null = null;
  #wish: NewHold | null = null;
  #held: Booked | null = null;
  #calls: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #server: HoldCalls;

  constructor(server: HoldCalls) {
    this.#server = server;
  }

  readonly state = (): HoldState => this.#state;
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Holds this; null lets go. The same wish once more changes nothing. */
  readonly want = (wish: NewHold | null): void => {
    const text = wish && JSON.stringify(wish);
    if (text !== this.#wanted) this.#ask(wish, text);
  };

  /** Tries once more for what is wanted, after it ran out or was refused. */
  readonly again = (): void => this.#ask(this.#wish, this.#wanted);

  /** Nobody lets go of a time that is being booked; what could not be booked is held as before. */
  readonly book = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
    const held = this.#held;
    this.#held = null;
    try {
      const answer = await send();
      this.#become({ is: "nothing" });
      return answer;
    } catch (error) {
      this.#held = held;
      if (this.#wanted === null) await this.#letGo();
      throw error;
    }
  };

  /** The server says that the time is up, whatever the clock here says. */
  readonly end = (): void => this.#become({ is: "over" });

  /** Lets go at once, because the page may be gone before an answer comes. */
  readonly leave = (): void => {
    if (this.#state.is !== "held") return;
    void this.#letGo();
    this.end();
  };

  #ask(wish: NewHold | null, text: string | null): void {
    this.#wish = wish;
    this.#wanted = text;
    this.#become({ is: wish ? "asked" : "nothing" });
    this.#calls = this.#calls.then(() => this.#bring(wish, text));
  }

  async #bring(wish: NewHold | null, text: string | null): Promise<void> {
    if (text !== this.#wanted) return;
    await this.#letGo();
    if (!wish) return;
    const askedAt = Date.now();
    try {
      const booked = await this.#server.hold(wish);
      this.#held = booked;
      if (text === this.#wanted) this.#become({ is: "held", booked, endsAt: askedAt + lengthMs(booked) });
    } catch (error) {
      if (text === this.#wanted) this.#become({ is: "refused", error });
    }
  }

  /** Whatever the server says: it may have ended by itself, and if it has not, it will. */
  async #letGo(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held) await this.#server.letGo(held.appointment.id).catch(() => undefined);
  }

  #become(state: HoldState): void {
    clearTimeout(this.#timer);
    if (state.is === "held") this.#timer = setTimeout(this.end, state.endsAt - Date.now());
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** By the server's clock alone, which need not agree with this one; counted from before it was asked, it never ends too late. */
function lengthMs({ appointment: { hold_expires_at: end, created_at: since } }: Booked): number {
  return Date.parse(end ?? since) - Date.parse(since);
}
