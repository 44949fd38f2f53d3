import { Temporal } from "temporal-polyfill";
import { epochMinuteOf, instantOfMinute } from "../src/core/zones.ts";
import { offerService } from "../src/demand/service-record.ts";
import { issueToken } from "../src/people/issue-token.ts";
import { openAccount } from "../src/people/open-account.ts";
import { openOrganization } from "../src/people/open-organization.ts";
import { registerPatient } from "../src/people/patient-record.ts";
import { Postgres, type Transaction } from "../src/platform/database.ts";
import type { House } from "../src/platform/house.ts";
import { newId } from "../src/platform/ids.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { type Generated, generateSlots } from "../src/supply/generate-slots.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import { addResource } from "../src/supply/resource-record.ts";
import { addScheduleRule } from "../src/supply/schedule-rule-record.ts";

/** Everything at one clinic happens in UTC: races are about who is first, and zones have tests of their own. */
const timezone = "UTC";
const slotMinutes = 20;
const wholeWeek = [1, 2, 3, 4, 5, 6, 7];

type Phases = NonNullable<Parameters<typeof offerService>[1]["phases"]>;

/** An organization with a desk's token and one clinic, and what it takes to fill them with many of everything. */
export interface Scene {
  organizationId: string;
  accountId: string;
  token: string;
  clinicId: string;
  postgres: Postgres;
  house: House;
  patients(count: number): Promise<string[]>;
  /** They work every day from 06:00 to 22:00, in slots of 20 minutes. */
  practitioners(count: number, lanes?: number): Promise<string[]>;
  rooms(count: number): Promise<string[]>;
  /** 20 minutes long unless `minutes` says otherwise. */
  service(practitionerIds: readonly string[], options?: { minutes?: number; phases?: Phases }): Promise<string>;
  generateSlots(days: number): Promise<Generated>;
  close(): Promise<void>;
}

interface SceneOptions {
  /** The app role's address. */
  appUrl: string;
  now?: () => Temporal.Instant;
  queuePolicy?: "on_arrival" | "on_booking";
}

/** Opens an organization on a migrated database, as the app role, through the use cases that the routes call. */
export async function openScene({
  appUrl,
  now = () => Temporal.Now.instant(),
  queuePolicy = "on_arrival",
}: SceneOptions): Promise<Scene> {
  const postgres = new Postgres(appUrl, { connections: 4 });
  const organizationId = newId();
  const write = <T>(work: (tx: Transaction) => Promise<T>) => postgres.write(organizationId, work);
  const house: House = { postgres, now, wake: () => {} };
  const founded = await write((tx) => found(tx, queuePolicy, now()));
  const at = { clinic_ids: [founded.clinicId] };
  return {
    organizationId,
    ...founded,
    postgres,
    house,
    patients: (count) =>
      write((tx) => Promise.all(numbered(count, (n) => idOf(registerPatient(tx, { name: `Patient ${n}` }, now()))))),
    practitioners: (count, lanes = 1) => write((tx) => hire(tx, founded.clinicId, { count, lanes }, now())),
    rooms: (count) => {
      const room = (n: number) => ({ name: `Room ${n}`, kind: "room" as const, clinic_id: founded.clinicId });
      return write((tx) => Promise.all(numbered(count, (n) => idOf(addResource(tx, room(n), now())))));
    },
    service: (practitionerIds, { minutes = slotMinutes, phases } = {}) => {
      const wanted = {
        name: "Consultation",
        duration_minutes: minutes,
        price_minor: 4_500,
        max_future_days: 60,
        ...at,
      };
      const how = { practitioner_ids: [...practitionerIds], ...(phases === undefined ? {} : { phases }) };
      return write((tx) => idOf(offerService(tx, { ...wanted, ...how }, now())));
    },
    generateSlots: async (days) => {
      const from = now().toZonedDateTimeISO(timezone).toPlainDate();
      const wanted = { clinicId: founded.clinicId, resourceId: null, from, to: from.add({ days }) };
      return await generateSlots(house, organizationId, wanted);
    },
    close: () => postgres.close(),
  };
}

async function found(tx: Transaction, queuePolicy: "on_arrival" | "on_booking", now: Temporal.Instant) {
  const slug = `scene-${tx.organizationId}`;
  await openOrganization(tx, { slug, name: "Scene", currency: "EUR", country: "GR" }, now);
  const desk = { email: `desk@${slug}.test`, name: "Desk", role: "admin", practitionerId: null } as const;
  const { id: accountId } = await openAccount(tx, { ...desk, passwordHash: "nobody signs in with it" }, now);
  const { token } = await issueToken(tx, { accountId, name: "desk", expiresAt: null }, now);
  const { id: clinicId } = await openClinic(tx, { name: "Clinic", timezone, queue_policy: queuePolicy }, now);
  return { accountId, token, clinicId };
}

async function hire(
  tx: Transaction,
  clinicId: string,
  { count, lanes }: { count: number; lanes: number },
  now: Temporal.Instant,
): Promise<string[]> {
  const who = (n: number) => ({ name: `Doctor ${n}`, lanes, share_basis_points: 6_000, clinic_ids: [clinicId] });
  const ids = await Promise.all(numbered(count, (n) => idOf(registerPractitioner(tx, who(n), now))));
  const hours = { clinic_id: clinicId, start_local: "06:00", end_local: "22:00", slot_minutes: slotMinutes };
  const rules = ids.flatMap((id) => wholeWeek.map((weekday) => ({ ...hours, resource_id: id, weekday })));
  await Promise.all(rules.map((rule) => addScheduleRule(tx, rule, now)));
  return ids;
}

const numbered = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

async function idOf(made: Promise<{ id: string }>): Promise<string> {
  return (await made).id;
}

/** The `n`th start, `minutes` apart, after opening time on the date `day` days after today's. */
export function startOn(now: Temporal.Instant, day: number, n: number, minutes = slotMinutes): string {
  const today = Math.floor(epochMinuteOf(now) / 1440);
  return instantOfMinute((today + day) * 1440 + 6 * 60 + n * minutes).toString();
}
