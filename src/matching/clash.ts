import { overlaps, type Range } from "../core/ranges.ts";
import { LeftOver } from "./left-over.ts";
import { keyOf, rangeOf } from "./place-in-turn.ts";
import type { Placed, Problem } from "./problem.ts";

/** One session, the place of its line, and when its patient is there. */
interface Session {
  at: number;
  one: Placed;
  range: Range;
}

/** One way to end a clash: this line is not there, so long, or does not begin there. */
export type GivingUp = { at: number } & ({ busy: Range } | { start: string });

/**
 * The first clash between lines that were placed without each other: of these ways to end it any plan takes at least one. None when they
 * go together.
 */
export function clashOf(problem: Problem, placed: readonly (readonly Placed[])[]): GivingUp[] {
  const left = new LeftOver(problem);
  const before: Session[] = [];
  for (const session of inTime(problem, placed)) {
    const others = before.filter(({ at }) => at !== session.at);
    const beside = others.find(
      (other) => isSamePatient(problem, session, other) && overlaps(other.range, session.range),
    );
    if (beside) return [session, beside].map(({ at }) => ({ at, busy: [session.range[0], session.range[0] + 1] }));
    const resources = left.choose(session.one.offering, session.one.start);
    const rivals = resources ? [] : others.filter((other) => wantSame(problem, session, other));
    if (rivals.length > 0) return [session, ...rivals].map(({ at, one }) => ({ at, start: keyOfStart(problem, one) }));
    left.take({ ...session.one, resources: resources ?? session.one.resources });
    before.push(session);
  }
  return [];
}

/** The same sessions, in their lines, each with resources that those before it have left. */
export function shareResources(problem: Problem, placed: readonly (readonly Placed[])[]): Placed[][] {
  const left = new LeftOver(problem);
  const shared: Placed[][] = placed.map(() => []);
  for (const { at, one } of inTime(problem, placed)) {
    const chosen = { ...one, resources: left.choose(one.offering, one.start) ?? one.resources };
    left.take(chosen);
    shared[at]!.push(chosen);
  }
  return shared;
}

function inTime(problem: Problem, placed: readonly (readonly Placed[])[]): Session[] {
  const sessions = placed.flatMap((line, at) =>
    line.map((one): Session => ({ at, one, range: rangeOf(problem, one) })),
  );
  return sessions.sort((a, b) => a.range[0] - b.range[0]);
}

const isSamePatient = ({ requests }: Problem, one: Session, other: Session): boolean =>
  requests[one.at]!.patientId === requests[other.at]!.patientId;

/** Whether some resource would do for both, at a time that both need it. */
function wantSame({ offerings }: Problem, one: Session, other: Session): boolean {
  const needsOf = ({ one: { offering }, range: [start] }: Session) =>
    offerings[offering]!.needs.map(({ from, to, anyOf }) => ({ during: [start + from, start + to] as Range, anyOf }));
  return needsOf(one).some((need) =>
    needsOf(other).some(
      ({ during, anyOf }) => overlaps(during, need.during) && anyOf.some((resource) => need.anyOf.includes(resource)),
    ),
  );
}

function keyOfStart({ offerings }: Problem, { offering, start }: Placed): string {
  const { clinicId, practitionerId, starts } = offerings[offering]!;
  return keyOf(clinicId, practitionerId, starts[start]!);
}
