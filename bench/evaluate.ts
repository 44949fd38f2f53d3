import type { Range } from "../src/core/ranges.ts";
import { dayBounds, epochMinuteOf } from "../src/core/zones.ts";
import { findStarts, type Plan } from "../src/supply/availability.ts";
import { boundariesOf, hoursOf } from "../src/supply/hours.ts";
import type { ResourceTime } from "../src/supply/needs.ts";
import { type NamedTimetable, readTimetables, readWorkingTime } from "../src/supply/working-time.ts";
import type { Scene } from "../test/scene.ts";
import type { BusyClinic } from "./busy-clinic.ts";

/** CPU milliseconds of this program, as medians of all rounds. */
export interface FunctionFigures {
  starts: number;
  /** From stored rules and claims to the list of starts. */
  evaluateMs: number;
  /** The same starts from a byte per minute, given windows that are dated already: no reasons, no lanes, no buffers. */
  bitsetMs: number;
  /** Reading what the evaluator needs, the database's part not counted. */
  readMs: number;
}

export async function measureFunction(scene: Scene, clinic: BusyClinic, rounds: number): Promise<FunctionFigures> {
  const bounds = [clinic.from, clinic.to].map((date) => dayBounds(date, "UTC").startsAt);
  const asked = { resourceIds: clinic.practitionerIds, from: bounds[0]!, to: bounds[1]! };
  const range: Range = [epochMinuteOf(bounds[0]!), epochMinuteOf(bounds[1]!)];
  const question = { clinicId: scene.clinicId, serviceId: clinic.serviceId };
  const now = scene.house.now();
  const [timetables, times] = await scene.postgres.read(scene.organizationId, (database) =>
    Promise.all([readTimetables(database, asked), readWorkingTime(database, { ...asked, ...question, now })]),
  );
  const plans = (resources: Map<string, ResourceTime>) =>
    [...resources.keys()].map((id) => planOf(id, resources, range));
  const evaluate = () =>
    plans(new Map(timetables.map((timetable) => [timetable.resourceId, fresh(timetable, times, question, range)])))
      .map((plan) => findStarts(plan, range).length)
      .reduce((sum, count) => sum + count, 0);
  const bitset = () => [...times.values()].reduce((sum, time) => sum + sweep(time, range), 0);
  const starts = evaluate();
  if (bitset() !== starts) throw new Error("The two ways do not find the same starts.");
  const readMs = await median(rounds, () =>
    scene.postgres.read(scene.organizationId, (database) => readWorkingTime(database, { ...asked, ...question, now })),
  );
  return { starts, evaluateMs: await median(rounds, evaluate), bitsetMs: await median(rounds, bitset), readMs };
}

function fresh(
  { name, kind, ...timetable }: NamedTimetable,
  times: Map<string, ResourceTime>,
  question: { clinicId: string; serviceId: string },
  range: Range,
): ResourceTime {
  const { resourceId } = timetable;
  const { claims } = times.get(resourceId)!;
  return { resourceId, name, kind, hours: hoursOf(timetable, question, range), claims, expired: [] };
}

function planOf(id: string, resources: Map<string, ResourceTime>, [from, to]: Range): Plan {
  const shape = { starts: 0, ends: 20, bufferBefore: 0, bufferAfter: 0, shareable: false };
  return {
    durationMinutes: 20,
    needs: [{ need: "practitioner", candidates: [id], ...shape }],
    resources,
    limits: { now: from, earliest: from, latest: to },
    patientBusy: [],
  };
}

/** A byte per minute: worked, minus breaks, minus claims; then a look at every boundary. */
function sweep({ hours, claims }: ResourceTime, [from, to]: Range): number {
  const free = new Uint8Array(to - from);
  for (const { range, breaks } of hours.stretches!) {
    free.fill(1, range[0] - from, range[1] - from);
    for (const pause of breaks) free.fill(0, pause.range[0] - from, pause.range[1] - from);
  }
  for (const { range } of claims) free.fill(0, range[0] - from, range[1] - from);
  let count = 0;
  for (const stretch of hours.stretches!)
    for (const start of boundariesOf(stretch)) {
      let minute = 0;
      while (minute < 20 && free[start - from + minute] === 1) minute++;
      if (minute === 20) count++;
    }
  return count;
}

async function median(rounds: number, work: () => unknown): Promise<number> {
  const spent: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  return spent.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}
