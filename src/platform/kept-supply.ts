/** How much a process keeps: about a kilobyte for each unit of weight. */
const mostWeight = 50_000;
const mostOrganizations = 10_000;

/** Something that was read, and about how many kilobytes it is. */
export interface Kept {
  value: unknown;
  weight: number;
}

/** What a process keeps of what offers are made from, the latest used last; docs/adr/0019. */
export class KeptSupply {
  readonly #revisions = new Map<string, number>();
  readonly #entries = new Map<string, Kept & { revision: number }>();
  #weight = 0;

  /** The revision at which anything of the organization was last read. */
  revisionOf(organizationId: string): number | undefined {
    return this.#revisions.get(organizationId);
  }

  recall(key: string, revision: number): unknown {
    const entry = this.#entries.get(key);
    if (entry?.revision !== revision) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  keep(organizationId: string, revision: number, added: ReadonlyMap<string, Kept>): void {
    if (revision < (this.#revisions.get(organizationId) ?? 0)) return;
    this.#revisions.delete(organizationId);
    this.#revisions.set(organizationId, revision);
    if (this.#revisions.size > mostOrganizations) this.#revisions.delete(this.#revisions.keys().next().value!);
    for (const [key, entry] of added) {
      this.#drop(key);
      this.#entries.set(key, { ...entry, revision });
      this.#weight += entry.weight;
    }
    for (const key of this.#entries.keys()) {
      if (this.#weight <= mostWeight) break;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}
