import type { Temporal } from "temporal-polyfill";
import { offerService } from "../../demand/service-record.ts";
import { openAccount } from "../../people/open-account.ts";
import { openOrganization } from "../../people/open-organization.ts";
import type { Transaction } from "../../platform/database.ts";
import { openClinic } from "../../supply/clinic-record.ts";
import { registerPractitioner } from "../../supply/practitioner-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import { copyOf, type Directory, remember, resolve } from "./directory.ts";
import type { Subject } from "./fields.ts";
import type { MappedRule } from "./schedule-rules.ts";
import { findAccountByEmail, insertImported } from "./import.sql.ts";
import type { Mapping } from "./mapping.ts";

export interface SetupWish {
  slug: string;
  /** Whether the organization itself must be opened first. */
  opensOrganization: boolean;
  mapping: Mapping;
  rules: readonly MappedRule[];
  /** Of a password that nobody knows: the importing account acts, and never signs in. */
  passwordHash: string;
  /** What is there already. */
  directory: Directory;
}

export interface Standing {
  accountId: string;
  directory: Directory;
}

/**
 * Makes what the mapping's setup says and what is not there yet, through the same use cases as the office: organization,
 * the account in whose name the import acts, clinics, practitioners, services, the rules of half days.
 */
export async function setUp(tx: Transaction, wish: SetupWish, now: Temporal.Instant): Promise<Standing> {
  const { organization } = wish.mapping.setup;
  if (wish.opensOrganization && organization) await openOrganization(tx, { ...organization, slug: wish.slug }, now);
  const accountId = await importingAccount(tx, wish, now);
  const directory = copyOf(wish.directory);
  await makeClinics(tx, wish.mapping, directory, now);
  await makePractitioners(tx, wish.mapping, directory, now);
  await makeServices(tx, wish.mapping, directory, now);
  await makeRules(tx, wish, directory, now);
  return { accountId, directory };
}

async function importingAccount(
  tx: Transaction,
  { slug, passwordHash }: SetupWish,
  now: Temporal.Instant,
): Promise<string> {
  const email = `import@${slug}.invalid`;
  const found = await findAccountByEmail(tx, email);
  if (found) return found.id;
  const account = { email, name: "Import", role: "receptionist", passwordHash, practitionerId: null } as const;
  return (await openAccount(tx, account, now)).id;
}

/** Makes one thing unless its key, or a thing of its name, is there; what is found by name gets the key too. */
async function ensure(
  tx: Transaction,
  { source }: Mapping,
  directory: Directory,
  thing: { subject: Subject; key: string; name: string; make(): Promise<{ id: string }> },
  now: Temporal.Instant,
): Promise<void> {
  const { subject, key, name } = thing;
  if (directory.imported.get(subject)?.has(key)) return;
  const found = resolve(directory, subject, name);
  const id = found ?? (await thing.make()).id;
  await insertImported(tx, source, { kind: subject, external_key: key, subject_id: id }, now);
  remember(directory, subject, key, id);
  if (found === null && (subject === "clinic" || subject === "service" || subject === "practitioner"))
    directory.named.push({ kind: subject, id, name, timezone: null });
}

async function makeClinics(
  tx: Transaction,
  mapping: Mapping,
  directory: Directory,
  now: Temporal.Instant,
): Promise<void> {
  for (const { key, ...clinic } of mapping.setup.clinics)
    await ensure(
      tx,
      mapping,
      directory,
      { subject: "clinic", key, name: clinic.name, make: () => openClinic(tx, clinic, now) },
      now,
    );
}

async function makePractitioners(
  tx: Transaction,
  mapping: Mapping,
  directory: Directory,
  now: Temporal.Instant,
): Promise<void> {
  for (const { key, clinics, ...practitioner } of mapping.setup.practitioners) {
    const make = () =>
      registerPractitioner(tx, { ...practitioner, clinic_ids: idsOf(directory, "clinic", clinics) }, now);
    await ensure(tx, mapping, directory, { subject: "practitioner", key, name: practitioner.name, make }, now);
  }
}

async function makeServices(
  tx: Transaction,
  mapping: Mapping,
  directory: Directory,
  now: Temporal.Instant,
): Promise<void> {
  for (const { key, clinics, practitioners, ...service } of mapping.setup.services) {
    const offered = {
      ...service,
      clinic_ids: idsOf(directory, "clinic", clinics),
      practitioner_ids: idsOf(directory, "practitioner", practitioners),
    };
    const make = () => offerService(tx, offered, now);
    await ensure(tx, mapping, directory, { subject: "service", key, name: service.name, make }, now);
  }
}

async function makeRules(
  tx: Transaction,
  { mapping, rules }: SetupWish,
  directory: Directory,
  now: Temporal.Instant,
): Promise<void> {
  for (const { key, clinic, practitioner, ...hours } of rules) {
    const make = () => {
      const [clinicId] = idsOf(directory, "clinic", [clinic]);
      const [resourceId] = idsOf(directory, "practitioner", [practitioner]);
      return addScheduleRule(tx, { ...hours, clinic_id: clinicId!, resource_id: resourceId! }, now);
    };
    await ensure(tx, mapping, directory, { subject: "schedule_rule", key, name: key, make }, now);
  }
}

function idsOf(directory: Directory, subject: Subject, references: readonly string[]): string[] {
  return references.map((reference) => {
    const id = resolve(directory, subject, reference);
    if (id === null) throw new Error(`The mapping's setup speaks of a ${subject} "${reference}" that does not exist.`);
    return id;
  });
}
