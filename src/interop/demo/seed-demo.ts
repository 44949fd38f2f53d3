import { hashPassword } from "../../people/secrets.ts";
import { issueToken } from "../../people/issue-token.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { generateSlots } from "../../supply/generate-slots.ts";
import { dateOf } from "../../core/zones.ts";
import { accountsOf, demoPasswords } from "./accounts.ts";
import {
  type DemoAccountRow,
  type DemoClinic,
  type DemoPatient,
  type DemoPractitioner,
  type DemoServiceRow,
  findOrganizationBySlug,
  hasVisits,
  selectAccounts,
  selectClinics,
  selectPatients,
  selectPractitioners,
  selectServices,
} from "./demo.sql.ts";
import { liveDemo } from "./live-demo.ts";
import { openDemand } from "./open-demand.ts";
import { openDemo } from "./open-demo.ts";
import { type DemoPlan, planDemo } from "./plan-demo.ts";

export interface SeededOrganization {
  id: string;
  slug: string;
  clinics: DemoClinic[];
  practitioners: DemoPractitioner[];
  services: DemoServiceRow[];
  patients: DemoPatient[];
  accounts: (DemoAccountRow & { password: string; token: string })[];
}

export interface SeededDemo {
  organizations: SeededOrganization[];
}

type Report = (what: string, done: number, all: number) => void;

const history = { hours: 14 * 24 };
const slotDays = { past: 2, ahead: 30 };

interface Wanted {
  seed: number;
  clinics: number;
}

/**
 * Makes the demo organization of a seed, or finds it: the same number gives the same names, and seeding again changes nothing
 * but the tokens, which cannot be shown twice and so are made anew.
 */
export async function seedDemo(house: House, wanted: Wanted, report: Report = () => {}): Promise<SeededDemo> {
  const { id, slug } = await ensureDemo(house, wanted, report);
  return { organizations: [await describe(house, id, slug)] };
}

/**
 * Makes the demo organization of a seed where it is not there yet.
 *
 * The clinics have two days behind them, a day that is under way at `house.now()`, and a week of bookings ahead.
 */
export async function ensureDemo(house: House, { seed, clinics }: Wanted, report: Report = () => {}) {
  const plan = planDemo(seed, clinics);
  const id = (await findOrganizationBySlug(house.postgres, plan.slug)) ?? (await open(house, plan));
  await fill(house, id, plan, seed, report);
  return { id, slug: plan.slug };
}

async function open(house: House, plan: DemoPlan): Promise<string> {
  const organizationId = newId();
  const accounts = await Promise.all(
    accountsOf(plan).map(async (account) => ({
      ...account,
      passwordHash: await hashPassword(demoPasswords[account.role]),
    })),
  );
  const openedAt = house.now().subtract(history);
  await house.postgres.write(organizationId, async (tx) => {
    await openDemo(tx, plan, accounts, openedAt);
    await openDemand(tx, house.now());
  });
  return organizationId;
}

/** Slots and days come after the organization, in many transactions; a run that was stopped before the first day is gone on with. */
async function fill(house: House, organizationId: string, plan: DemoPlan, seed: number, report: Report): Promise<void> {
  if (await house.postgres.read(organizationId, hasVisits)) return;
  const today = dateOf(house.now(), "UTC");
  const range = { from: today.subtract({ days: slotDays.past }), to: today.add({ days: slotDays.ahead }) };
  await generateSlots(house, organizationId, { clinicId: null, resourceId: null, ...range }, (done, all) =>
    report("slots", done, all),
  );
  await liveDemo(house, organizationId, plan, seed, (done, all) => report("days", done, all));
}

async function describe(house: House, organizationId: string, slug: string): Promise<SeededOrganization> {
  const [clinics, practitioners, services, patients, accounts] = await house.postgres.read(organizationId, (database) =>
    Promise.all([
      selectClinics(database),
      selectPractitioners(database),
      selectServices(database),
      selectPatients(database),
      selectAccounts(database),
    ]),
  );
  const tokens = await house.postgres.write(organizationId, (tx) =>
    Promise.all(
      accounts.map(({ id }) => issueToken(tx, { accountId: id, name: "demo", expiresAt: null }, house.now())),
    ),
  );
  const signIns = accounts.map((account, i) => ({
    ...account,
    password: demoPasswords[account.role],
    token: tokens[i]!.token,
  }));
  return { id: organizationId, slug, clinics, practitioners, services, patients, accounts: signIns };
}
