import pg from "pg";
import { dateOf } from "../src/core/zones.ts";
import type { Generated } from "../src/supply/generate-slots.ts";
import { generateSlots } from "../src/supply/generate-slots.ts";
import { changeScheduleRule } from "../src/supply/schedule-rule-record.ts";
import type { Scene } from "../test/scene.ts";
import { table } from "./figures.ts";

/** One run of generation: how many rows it wrote or kept, and how long it took. */
export interface GenerationRun {
  rows: number;
  ms: number;
}

export interface GenerationFigures {
  practitioners: number;
  days: number;
  rows: number;
  /** Rows per second from nothing; those of a bare INSERT ... SELECT of the same rows; the one over the other, round by round. */
  perSecond: number;
  ceilingPerSecond: number;
  ratios: number[];
  /** Milliseconds for all inventories when nothing has changed, and for one after one of its rules has. */
  againMs: number;
  changedMs: number;
}

/** Generates, removes and generates again, in turn with the bare statement; the scene's inventory stands afterwards. */
export async function measureGeneration(
  scene: Scene,
  ownerUrl: string,
  { practitioners, days, rounds }: { practitioners: number; days: number; rounds: number },
): Promise<GenerationFigures> {
  const ids = await scene.practitioners(practitioners);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const [ours, bare]: [GenerationRun[], GenerationRun[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    await owner.query("truncate slots");
    await owner.query("checkpoint");
    ours.push(await timed(async () => (await generate(scene, days)).added));
    await owner.query("checkpoint");
    bare.push(await insertBare(owner));
  }
  const again = await timed(async () => (await generate(scene, days)).unchanged);
  const changed = await changeOne(scene, ids[0]!, days);
  await owner.end();
  return {
    practitioners,
    days,
    rows: ours[0]!.rows,
    perSecond: rate(ours),
    ceilingPerSecond: rate(bare),
    ratios: ours.map((run, i) => rate([run]) / rate([bare[i]!])),
    againMs: again.ms,
    changedMs: changed.ms,
  };
}

async function generate(scene: Scene, days: number, resourceId: string | null = null): Promise<Generated> {
  const from = dateOf(scene.house.now(), "UTC");
  const wanted = { clinicId: null, resourceId, from, to: from.add({ days }) };
  return await generateSlots(scene.house, scene.organizationId, wanted);
}

/** LIKE copies everything but these. */
const foreignKeys =
  "select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'slots'::regclass and contype = 'f'";

/** The ceiling: the rows that were just made, in one statement and one commit, into a table with the same constraints and indexes. */
async function insertBare(owner: pg.Client): Promise<GenerationRun> {
  await owner.query("drop table if exists bare_slots");
  await owner.query("create table bare_slots (like slots including all)");
  for (const { definition } of (await owner.query<{ definition: string }>(foreignKeys)).rows)
    await owner.query(`alter table bare_slots add ${definition}`);
  const columns =
    "organization_id, resource_id, lane, starts_at, ends_at, clinic_id, rule_id, is_open, held_claims, active_claims";
  const run = await timed(async () => {
    const { rowCount } = await owner.query(`insert into bare_slots (${columns}) select ${columns} from slots`);
    return rowCount!;
  });
  await owner.query("drop table bare_slots");
  return run;
}

async function changeOne(scene: Scene, resourceId: string, days: number): Promise<GenerationRun> {
  await scene.postgres.write(scene.organizationId, async (tx) => {
    const [rule] = await tx.rows<{ id: string }>(
      "select id from schedule_rules where organization_id = $1 and resource_id = $2 order by weekday limit 1",
      [scene.organizationId, resourceId],
    );
    await changeScheduleRule(tx, rule!.id, { end_local: "20:00" }, null, scene.house.now());
  });
  return await timed(async () => (await generate(scene, days, resourceId)).removed);
}

async function timed(work: () => Promise<number>): Promise<GenerationRun> {
  const began = performance.now();
  const rows = await work();
  return { rows, ms: performance.now() - began };
}

/** Rows per second of all runs as one. */
function rate(runs: readonly GenerationRun[]): number {
  const sum = (part: keyof GenerationRun) => runs.reduce((total, run) => total + run[part], 0);
  return sum("rows") / (sum("ms") / 1000);
}

/** The figures as a table for people. */
export function generationTable(results: readonly GenerationFigures[]): string {
  const head = [
    "practitioners",
    "days",
    "rows",
    "rows/s",
    "bare rows/s",
    "ratio",
    "by round",
    "again ms",
    "one rule ms",
  ];
  const rows = results.map((one) => [
    String(one.practitioners),
    String(one.days),
    String(one.rows),
    one.perSecond.toFixed(0),
    one.ceilingPerSecond.toFixed(0),
    (one.perSecond / one.ceilingPerSecond).toFixed(2),
    one.ratios.map((ratio) => ratio.toFixed(2)).join(" "),
    one.againMs.toFixed(0),
    one.changedMs.toFixed(0),
  ]);
  return table([head, ...rows]);
}
