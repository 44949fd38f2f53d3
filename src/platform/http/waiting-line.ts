/**
 * Who waits, in fair turns: each caller's own requests in the order in which they came, and callers one after the other. A
 * program that sends a thousand requests so stands no longer in front of a desk that sends one than one request takes.
 */
export class WaitingLine<Turn> {
  /** In the order of whose turn is next; nobody is listed without anything that waits. */
  readonly #callers = new Map<string, Turn[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  join(caller: string, turn: Turn): void {
    const own = this.#callers.get(caller);
    if (own) own.push(turn);
    else this.#callers.set(caller, [turn]);
    this.#size += 1;
  }

  /** Whose turn it is, out of the line; its caller is last from then on. */
  next(): Turn | undefined {
    for (const [caller, own] of this.#callers) {
      const [turn, ...rest] = own;
      this.#callers.delete(caller);
      if (rest.length > 0) this.#callers.set(caller, rest);
      this.#size -= 1;
      return turn;
    }
    return undefined;
  }

  /** Gives up a turn that has not come. */
  leave(caller: string, turn: Turn): void {
    const own = this.#callers.get(caller) ?? [];
    const rest = own.filter((one) => one !== turn);
    this.#size -= own.length - rest.length;
    if (rest.length > 0) this.#callers.set(caller, rest);
    else this.#callers.delete(caller);
  }
}
