import { overlaps } from "../core/ranges.ts";
import { instantOfMinute, isoWeekday } from "../core/zones.ts";
import type { Reason } from "../supply/reasons.ts";
import { shareMet } from "./costs.ts";
import { allowedDays, dueDay, type Placing } from "./placing.ts";
import type { Remark } from "./proposal.ts";
import { sayCauses, type Sight, type Wished } from "./sight.ts";
import { type Start, startsWithin } from "./starts-within.ts";
import { heaviestOf, sayPattern } from "./why-patterns.ts";

/** Among so many starts one is mostly free; who would have to look further says nothing. */
const mostLooked = 2_000;

/**
 * For a pattern or a day that the session gives up the better start that was not to be had, with what stood in its way. One that was
 * free, but would have cost more elsewhere, is not said to be blocked.
 */
export const whyNotBetter = (placing: Placing, sight: Sight): Remark[] => [
  ...betterPattern(placing, sight),
  ...sooner(placing, sight),
];

/** The heaviest pattern on the day nearest to the session's, where it misses that. */
function betterPattern(placing: Placing, sight: Sight): Remark[] {
  const { problem, demand, offering, day, minute } = placing;
  if (demand.patterns.length === 0) return [];
  const wished = heaviestOf(demand.patterns);
  const meets = (at: { day: number; minute: number; practitionerId: string | null }) =>
    shareMet(wished, isoWeekday(at.day), at.minute, at.practitionerId) === 1;
  if (meets({ day, minute, practitionerId: offering.practitionerId })) return [];
  const on = nearestDay(day, wished.weekday, allowedDays(placing));
  if (on === null) return [];
  const would = startsWithin(problem, demand, [on, on], (one, start) =>
    meets({ day: on, minute: one.minutes[start]!, practitionerId: one.practitionerId }),
  );
  const at = { day: on, minute: wished.startMinute ?? minute };
  const who = wished.practitionerId ?? demand.preferredPractitionerId;
  return blockedAt(placing, sight, sayPattern(wished), would, { ...at, practitionerId: who });
}

function nearestDay(day: number, weekday: number | null, [first, last]: readonly [number, number]): number | null {
  const nearby = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].map((away) => day + away);
  const fits = (one: number) => one >= first && one <= last && (weekday === null || isoWeekday(one) === weekday);
  return nearby.find(fits) ?? null;
}

/** A day on which it would not have been late, or less so. */
function sooner(placing: Placing, sight: Sight): Remark[] {
  const { problem, demand, day, minute } = placing;
  const due = Math.max(dueDay(placing), allowedDays(placing)[0]);
  if (due >= day) return [];
  const would = startsWithin(problem, demand, [due, day - 1], () => true);
  const [first] = demand.patterns;
  const at = { day: due, minute: first?.startMinute ?? minute, practitionerId: demand.preferredPractitionerId };
  return blockedAt(placing, sight, { code: "sooner", cost: 0 }, would, at);
}

/** Nothing where one of the starts was free after all; else what kept the session from them, or from the wished one. */
function blockedAt(
  { demand }: Placing,
  sight: Sight,
  remark: Remark,
  would: Iterable<Start>,
  at: Omit<Wished, "clinicId">,
): Remark[] {
  let taken: Start | undefined;
  let cause: Reason = { code: "claimed" };
  let looked = 0;
  for (const start of would) {
    if (++looked > mostLooked) return [];
    const isBusy = demand.busy.some((range) => overlaps(range, start.range));
    if (!isBusy && sight.isLeft(start.offering, start.start)) return [];
    if (taken) continue;
    taken = start;
    cause = isBusy ? { code: "patient_busy" } : cause;
  }
  if (taken) return [{ ...remark, starts_at: instantText(taken.range[0]), because: sayCauses([cause]) }];
  const found = sight.against(demand, { clinicId: demand.preferredClinicId, ...at });
  if (!found || found.reasons.length === 0) return [];
  return [{ ...remark, starts_at: instantText(found.start), because: sayCauses(found.reasons) }];
}

const instantText = (minute: number): string => instantOfMinute(minute).toString();
