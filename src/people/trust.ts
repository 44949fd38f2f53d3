import type { Tenants } from "../platform/database.ts";
import type { Bearer } from "./sign-ins.sql.ts";

const trustedMs = 1_000;
const mostKept = 10_000;

interface Known {
  bearer: Bearer;
  untilMs: number;
}

/**
 * Whose secrets were found good less than a second ago, so that a page that asks ten things at once is looked up once
 * (docs/adr/0020). What does not open anything is not kept. Whoever ends a sign-in or changes an account says so here.
 */
export class Trust {
  readonly #known = new Map<string, Known>();
  #endings = 0;

  /** The bearer that is known, or that `look` finds. `key` stands for one secret of one kind. */
  async recall(key: string, look: () => Promise<Bearer | undefined>): Promise<Bearer | undefined> {
    const known = this.#known.get(key);
    if (known && known.untilMs > performance.now()) return known.bearer;
    const endings = this.#endings;
    // From before the question, because the answer is as old as that.
    const untilMs = performance.now() + trustedMs;
    const bearer = await look();
    // An answer that was under way while something ended may be the one from before.
    if (bearer && endings === this.#endings) this.#keep(key, { bearer, untilMs });
    return bearer;
  }

  /** To be called after the transaction that ended something of the account's. */
  forget(accountId: string): void {
    this.#endings++;
    for (const [key, { bearer }] of this.#known) if (bearer.account_id === accountId) this.#known.delete(key);
  }

  /** The oldest stand first and are let go first. */
  #keep(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    for (const [oldest, { untilMs }] of this.#known) {
      if (untilMs > performance.now() && this.#known.size <= mostKept) break;
      this.#known.delete(oldest);
    }
  }
}

const trusts = new WeakMap<Tenants, Trust>();

/** What a process trusts of a database. */
export function trustIn(postgres: Tenants): Trust {
  const trust = trusts.get(postgres) ?? new Trust();
  trusts.set(postgres, trust);
  return trust;
}
