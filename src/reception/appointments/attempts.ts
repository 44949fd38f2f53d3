import { DomainError } from "../../core/errors.ts";

/**
 * A rival who was faster took something of what there is, so that is tried a few times. A change of rules meanwhile took nothing,
 * perhaps it was somebody else's: however many there are, nobody is refused for them.
 */
const most = { slot_taken: 8, supply_changed: 200 };

/** So often in a row a booking only looks at the rules; then it holds them still once. */
const looks = 3;

/** How often a use case has looked and then found something changed when it wrote. */
export class Attempts {
  readonly #lost = { slot_taken: 0, supply_changed: 0 };

  /** False when rivals were faster every time. */
  get left(): boolean {
    return this.#lost.slot_taken < most.slot_taken;
  }

  /** True when rules change faster than a booking is made. */
  get restless(): boolean {
    return this.#lost.supply_changed % (looks + 1) === looks;
  }

  /** Notes a lost race and gives null, for who tries again; throws everything else. */
  readonly lost = (error: unknown): null => {
    const code = error instanceof DomainError ? error.code : undefined;
    if (code !== "slot_taken" && code !== "supply_changed") throw error;
    this.#lost[code] += 1;
    if (this.#lost.supply_changed >= most.supply_changed) throw error;
    return null;
  };
}
