import { Temporal } from "temporal-polyfill";
import { verifyLaws } from "../../src/interop/laws/verify-laws.ts";
import { Postgres } from "../../src/platform/database.ts";
import { generateSlots } from "../../src/supply/generate-slots.ts";
import { openScene, type Scene } from "../../test/scene.ts";
import { type BenchServer, connectOwner } from "../on-server.ts";
import { bookedPerDay, comingDays, doctorsPerClinic, openClinics } from "./clinics.ts";
import { fill, type Filled } from "./fill.ts";
import { keep, type Kept, readPatientIds, readTaken, recallKept } from "./kept.ts";
import { freeStarts, type Grown } from "./load.ts";

/** Fills the server's database, unless an earlier run has left it filled in `folder`. */
export async function grow(
  bench: BenchServer,
  wanted: number,
  folder: string | undefined,
): Promise<Grown & { appointments: number }> {
  const earlier = folder === undefined ? null : recallKept(folder);
  if (earlier) console.log(`${earlier.appointments} appointments, as they were left.`);
  const kept = earlier ?? (await fillAnew(bench, wanted));
  if (folder !== undefined && !earlier) keep(folder, kept);
  const owner = await connectOwner(bench.ownerUrl);
  const known = { ...kept, patientIds: await readPatientIds(owner, kept.service), today: daysSince1970() };
  const free = freeStarts(known, await readTaken(owner, kept.service));
  await owner.end();
  return { ...known, bench, free };
}

async function fillAnew(bench: BenchServer, wanted: number): Promise<Kept> {
  const scene = await openScene({ appUrl: bench.appUrl });
  const service = await openClinics(scene, wanted);
  const appointments = service.days * service.clinics.length * doctorsPerClinic * bookedPerDay;
  console.log(
    `${appointments} appointments: ${service.clinics.length} clinics, ${service.patients} patients, ${service.days} days`,
  );
  bench.sleep();
  const filled = await fill(bench.ownerUrl, service, daysSince1970());
  bench.wake();
  await generateInventory(scene);
  await sayFilled(bench, filled);
  await scene.close();
  return { appointments, token: scene.token, service, firstDay: filled.firstDay };
}

const daysSince1970 = (): number => Math.floor(Temporal.Now.instant().epochMilliseconds / 86_400_000);

async function generateInventory({ house, organizationId }: Scene): Promise<void> {
  const from = Temporal.PlainDate.from("1970-01-01").add({ days: daysSince1970() });
  const wanted = { clinicId: null, resourceId: null, from, to: from.add({ days: comingDays + 1 }) };
  await generateSlots(house, organizationId, wanted);
}

async function sayFilled(bench: BenchServer, { copyMs, buildMs, analyzeMs, slowest }: Filled): Promise<void> {
  const owner = await connectOwner(bench.ownerUrl);
  await owner.query("vacuum analyze slots");
  const { rows } = await owner.query<{ size: string }>(
    "select pg_size_pretty(pg_database_size(current_database())) as size",
  );
  await owner.end();
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const built = slowest.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");
  console.log(
    `  COPY ${seconds(copyMs)}, keys and indexes ${seconds(buildMs)} (${built}), analyze ${seconds(analyzeMs)}; ${rows[0]!.size}`,
  );
}

export async function verify({ bench, service }: Grown): Promise<void> {
  const postgres = new Postgres(bench.appUrl, { connections: 1 });
  const breaches = await verifyLaws(postgres, service.organizationId);
  await postgres.close();
  if (breaches.length > 0) throw new Error(`The laws are broken: ${JSON.stringify(breaches[0])}`);
  console.log("  Every law holds.");
}
