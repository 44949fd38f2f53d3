import { covers, normalize, overlaps, type Range, type RangeSet } from "../core/ranges.ts";
import { claimReasons, needReasons, type Plan } from "./availability.ts";
import { clash, claimWindows, freeLanes, type Need, type ResourceTime } from "./needs.ts";
import type { ReasonCode } from "./reasons.ts";
import { whyClosed } from "./why-closed.ts";

/**
 * The plan as it is for one start when the named rules do not bind; all others still do.
 *
 * Nothing is ever booked over another booking: where `claimed` and `buffer` are waived, the resource gets a lane more for this
 * window, above those that it has. A need that can be met without is left as it is, so that no rule is broken for nothing.
 */
export function waive(plan: Plan, start: number, rules: ReadonlySet<ReasonCode>): Plan {
  if (rules.size === 0) return plan;
  const { limits, patientBusy } = plan;
  const freed: Plan = {
    ...plan,
    limits: {
      now: limits.now,
      earliest: rules.has("notice_too_short") ? limits.now : limits.earliest,
      latest: rules.has("beyond_horizon") ? Infinity : limits.latest,
    },
    patientBusy: rules.has("patient_busy") ? [] : patientBusy,
    resources: rules.has("other_room") ? inAnyRoom(plan.resources) : plan.resources,
  };
  const open = freed.needs.reduce((before, need) => opened(before, need, start, rules), freed);
  return { ...open, waived: rules };
}

function opened(plan: Plan, need: Need, start: number, rules: ReadonlySet<ReasonCode>): Plan {
  if (needReasons(plan, need, start).length === 0) return plan;
  const resources = new Map(plan.resources);
  for (const id of need.candidates) {
    const time = resources.get(id)!;
    resources.set(id, withLane(withHours(time, need, start, rules), need, start, rules));
  }
  return { ...plan, resources };
}

/** The first lane works then, and so does each that works for a part of the window, if every reason against it is waived. */
function withHours(time: ResourceTime, need: Need, start: number, rules: ReadonlySet<ReasonCode>): ResourceTime {
  const wanted: Range = [start + need.starts, start + need.ends];
  const closed = whyClosed(time.hours, wanted);
  if (closed.length === 0 || !closed.every(({ code }) => rules.has(code))) return time;
  const known = time.hours.lanes.length > 0 ? time.hours.lanes : [[]];
  const meets = (open: RangeSet) => open.some((part) => overlaps(part, wanted));
  const lanes = known.map((open, i) => (i === 0 || meets(open) ? normalize([...open, wanted]) : open));
  return { ...time, hours: { ...time.hours, lanes } };
}

/** One lane more than are taken, above all lanes of the resource, if every booking in the way is waived. */
function withLane(time: ResourceTime, need: Need, start: number, rules: ReadonlySet<ReasonCode>): ResourceTime {
  const wanted: Range = [start + need.starts, start + need.ends];
  const { lanes, timetable } = time.hours;
  const works = lanes.length > 0 && covers(lanes[0]!, wanted);
  if (!works || freeLanes(time, need, start).length > 0) return time;
  if (!claimReasons(time, need, start).every(({ code }) => rules.has(code))) return time;
  const own = Math.max(timetable.lanes, lanes.length);
  const windows = claimWindows(time, need, start);
  const taken = new Set(time.claims.filter((claim) => clash(claim, windows)).map(({ lane }) => lane));
  let added = own + 1;
  while (taken.has(added)) added++;
  const more = Array.from({ length: added }, (_, i) => (i + 1 === added ? [wanted] : (lanes[i] ?? [])));
  return { ...time, hours: { ...time.hours, lanes: more } };
}

function inAnyRoom(resources: Plan["resources"]): Plan["resources"] {
  const anywhere = (time: ResourceTime): ResourceTime => {
    const stretches = time.hours.stretches?.map((stretch) => ({ ...stretch, roomId: null })) ?? null;
    return { ...time, hours: { ...time.hours, stretches } };
  };
  return new Map([...resources].map(([id, time]) => [id, anywhere(time)]));
}
