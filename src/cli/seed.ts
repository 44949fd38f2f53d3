import type { Command } from "commander";
import { demoPasswords, mailboxes } from "../interop/demo/accounts.ts";
import { ensureDemo, type SeededDemo, seedDemo } from "../interop/demo/seed-demo.ts";
import { demoSlug } from "../interop/demo/plan-demo.ts";
import type { House } from "../platform/house.ts";
import { withHouse } from "./open-house.ts";
import { note, openProgress, type Progress, say } from "./output.ts";

interface Options {
  seed: string;
  clinics: string;
  json?: boolean;
}

const defaultClinics = 2;
const mostClinics = 100;

export function seedCommand(program: Command): void {
  program
    .command("seed")
    .description("fill the database with data to try things on")
    .command("demo")
    .description("make a demo organization with a live day, or show how to sign in to the one that is there")
    .option("--seed <n>", "which one: the same number gives the same names, another one another organization", "1")
    .option("--clinics <k>", "how many clinics it has when it is made", String(defaultClinics))
    .option("--json", "print organizations, sign-ins, tokens and ids as JSON")
    .action(async ({ seed, clinics, json }: Options) => {
      const wanted = {
        seed: readWhole("--seed", seed, 2 ** 31),
        clinics: readWhole("--clinics", clinics, mostClinics),
      };
      const seeded = await withHouse((house) => withProgress((report) => seedDemo(house, wanted, report)));
      if (json) return say(JSON.stringify(seeded));
      for (const line of signInLines(seeded)) say(line);
    });
}

/** What `start --demo` does: seeds the demo in an empty database, and says how to sign in to it while it is there. */
export async function welcomeDemo(house: House): Promise<void> {
  const organizations = await house.postgres.directory<{ slug: string }>("select slug from organizations", []);
  const isThere = organizations.some(({ slug }) => slug === demoSlug(1));
  if (organizations.length > 0 && !isThere) return;
  await withProgress((report) => ensureDemo(house, { seed: 1, clinics: defaultClinics }, report));
  note("Sign in to the demo as");
  for (const role of ["admin", "receptionist", "doctor"] as const)
    note(`  ${`${mailboxes[role]}@demo.example`.padEnd(24)}${demoPasswords[role]}`);
}

async function withProgress<T>(
  work: (report: (what: string, done: number, all: number) => void) => Promise<T>,
): Promise<T> {
  const bars = new Map<string, Progress>();
  const barOf = (what: string): Progress => {
    const bar = bars.get(what) ?? openProgress(what.padEnd(6));
    bars.set(what, bar);
    return bar;
  };
  try {
    return await work((what, done, all) => {
      barOf(what).update(done, all);
      if (done === all) barOf(what).stop();
    });
  } finally {
    for (const bar of bars.values()) bar.stop();
  }
}

function readWhole(option: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`${option} must be a whole number from 1 to ${most}, not ${text}.`);
  return number;
}

const pad = (text: string, width: number): string => text.padEnd(width);

function signInLines({ organizations }: SeededDemo): string[] {
  return organizations.flatMap(({ slug, clinics, practitioners, services, patients, accounts }) => [
    `${slug}: ${clinics.map(({ name }) => name).join(", ")}`,
    `${practitioners.length} practitioners, ${services.length} services, ${patients.length} patients`,
    "",
    `${pad("role", 14)}${pad("e-mail", 32)}${pad("password", 22)}token`,
    ...accounts.map(
      ({ role, email, password, token }) => `${pad(role, 14)}${pad(email, 32)}${pad(password, 22)}${token}`,
    ),
  ]);
}
