import type { Database } from "./database.ts";
import type { Kept } from "./kept-supply.ts";
import { selectRevision } from "./supply-revision.sql.ts";

/** A reader who may use what was read before, by whomever, at the revision that holds now. What is recalled is not to be changed. */
export interface Reading extends Database {
  /** Of everything that is read here. */
  readonly revision: Promise<number>;
  recall(key: string): unknown;
  keep(key: string, value: unknown, weight: number): void;
}

/**
 * Does `read`, and believes it only if the revision is what it was when that was kept which it used. Otherwise it reads anew.
 *
 * The revision is asked first: in one flush with whatever `read` asks, and of what is read after it nothing is older. A
 * transaction that writes keeps nothing, because what it sees may be rolled back.
 */
export async function atRevision<Result>(
  database: Database,
  read: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  const { kept, organizationId } = database;
  const revision = selectRevision(database);
  // Waited for below, and until then others may fail first.
  revision.catch(() => {});
  const assumed = kept?.revisionOf(organizationId);
  const first = openReading(database, revision, assumed);
  const outcome = await settled(read(first.reading));
  const found = await revision;
  if (assumed === undefined || assumed === found) {
    kept?.keep(organizationId, found, first.added);
    return outcome();
  }
  const second = openReading(database, revision, undefined);
  const result = await read(second.reading);
  kept?.keep(organizationId, found, second.added);
  return result;
}

function openReading(database: Database, revision: Promise<number>, assumed: number | undefined) {
  const { kept, organizationId } = database;
  const added = new Map<string, Kept>();
  const nameOf = (key: string) => `${organizationId} ${key}`;
  const reading: Reading = {
    ...database,
    revision,
    recall: (key) => {
      const name = nameOf(key);
      return added.get(name)?.value ?? (assumed === undefined ? undefined : kept?.recall(name, assumed));
    },
    keep: (key, value, weight) => void added.set(nameOf(key), { value, weight }),
  };
  return { reading, added };
}

/** What `work` came to, to be looked at once it is known whether it counts. */
async function settled<Result>(work: Promise<Result>): Promise<() => Result> {
  try {
    const result = await work;
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The value under `key`: as it was kept, or as `load` reads it. What is not there is not kept. */
export async function recallOne<Value>(
  reading: Reading,
  key: string,
  load: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const known = reading.recall(key) as Value | undefined;
  if (known !== undefined) return known;
  const value = await load();
  if (value !== undefined) reading.keep(key, value, 1);
  return value;
}

/** The values of `ids` that there are, by id: those that are kept, and the others in one question. */
export async function recallEach<Value>(
  reading: Reading,
  ids: readonly string[],
  keyOf: (id: string) => string,
  weightOf: (value: Value) => number,
  load: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Map<string, Value>> {
  const known = new Map(ids.map((id) => [id, reading.recall(keyOf(id)) as Value | undefined]));
  const missing = ids.filter((id) => known.get(id) === undefined);
  const loaded = missing.length === 0 ? new Map<string, Value>() : await load(missing);
  for (const [id, value] of loaded) reading.keep(keyOf(id), value, weightOf(value));
  return new Map(
    ids.flatMap((id) => {
      const value = known.get(id) ?? loaded.get(id);
      return value === undefined ? [] : [[id, value] as const];
    }),
  );
}
