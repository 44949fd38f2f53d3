import { isUuid } from "../../core/ids.ts";
import type { Database } from "../../platform/database.ts";
import type { Subject } from "./fields.ts";
import { type NamedRow, selectImported, selectNamed } from "./import.sql.ts";
import type { Setup } from "./mapping.ts";

/** What rows may refer to: by the source's key, by id, or by a name that only one has. */
export interface Directory {
  imported: Map<Subject, Map<string, string>>;
  named: NamedRow[];
}

export const emptyDirectory = (): Directory => ({ imported: new Map(), named: [] });

export async function readDirectory(database: Database, source: string): Promise<Directory> {
  const [rows, named] = await Promise.all([selectImported(database, source), selectNamed(database)]);
  const directory: Directory = { imported: new Map(), named };
  for (const { kind, external_key: key, subject_id: id } of rows) remember(directory, kind, key, id);
  return directory;
}

/** One to which keys can be added without the other knowing: a trial forgets what it made. */
export function copyOf({ imported, named }: Directory): Directory {
  return { imported: new Map([...imported].map(([subject, keys]) => [subject, new Map(keys)])), named: [...named] };
}

/** Notes what a key of the source stands for from now on. */
export function remember({ imported }: Directory, subject: Subject, key: string, id: string): void {
  const known = imported.get(subject) ?? new Map<string, string>();
  imported.set(subject, known.set(key, id));
}

/** The id that a reference means; null when it means nothing, or more than one. */
export function resolve({ imported, named }: Directory, subject: Subject, reference: string): string | null {
  const known = imported.get(subject)?.get(reference);
  if (known !== undefined) return known;
  if (subject === "patient" && isUuid(reference)) return reference;
  const fitting = named.filter(
    ({ kind, id, name }) => kind === subject && (id === reference.toLowerCase() || name === reference),
  );
  return fitting.length === 1 ? fitting[0]!.id : null;
}

/** Whether a reference will mean something once the mapping's setup stands. */
export function isKnown(directory: Directory, setup: Setup, subject: Subject, reference: string): boolean {
  return resolve(directory, subject, reference) !== null || declared(setup, subject).some(isMeant(reference));
}

function declared(setup: Setup, subject: Subject): readonly Declared[] {
  if (subject === "clinic") return setup.clinics;
  if (subject === "practitioner") return setup.practitioners;
  return subject === "service" ? setup.services : [];
}

type Declared = { key: string; name: string };

const isMeant =
  (reference: string) =>
  ({ key, name }: Declared): boolean =>
    key === reference || name === reference;

/** The zone of the clinic that a reference means; null when there is no such clinic. */
export function zoneOf(directory: Directory, setup: Setup, reference: string): string | null {
  const id = resolve(directory, "clinic", reference);
  const stored = directory.named.find((one) => one.kind === "clinic" && one.id === id)?.timezone;
  return stored ?? setup.clinics.find(isMeant(reference))?.timezone ?? null;
}
