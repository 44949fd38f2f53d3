import { covers, intersect, normalize, type Range, type RangeSet, subtract } from "../core/ranges.ts";
import { isClosing, type TimeException, visibleBlocks } from "./exceptions.ts";
import { answers, type Hours, layersAt, standsElsewhere, type Stretch } from "./hours.ts";
import type { Reason, ReasonCode } from "./reasons.ts";

/** Every reason why not all of `wanted` is open; empty exactly when its first lane covers it. Epoch minutes. */
export function whyClosed(hours: Hours, wanted: Range): Reason[] {
  const { resourceId, active } = hours.timetable;
  if (!active) return [{ code: "out_of_service", resourceId }];
  const open = hours.lanes[0] ?? [];
  if (covers(open, wanted)) return [];
  const closed = subtract([wanted], open);
  if (closed.length === 0) return [{ code: "outside_hours", resourceId, until: beginsAfter(open, wanted[0]) }];
  const stretches = hours.stretches ?? [];
  const governing = stretches.filter(({ governs }) => meets(governs, closed));
  return [
    ...blockReasons(hours, wanted, closed).map(({ reason }) => reason),
    ...governing.flatMap((stretch) => stretchReasons(hours, stretch, closed)),
    ...outsideReasons(hours, open, closed),
  ].map((reason) => ({ ...reason, resourceId }));
}

/** When the next session begins, for what runs from one into the other. */
const beginsAfter = (open: RangeSet, minute: number): number => open.find(([from]) => from > minute)![0];

/** The parts of `range` in which breaks and exceptions close time that would be worked, each with its reason. */
export function closuresOf(hours: Hours, range: Range): { range: Range; reason: Reason }[] {
  const { timetable, question, stretches } = hours;
  const here = (stretches ?? []).filter((stretch) => answers(stretch, question));
  const governed = stretches === null ? [range] : intersect(normalize(here.flatMap(({ governs }) => governs)), [range]);
  const closed = subtract(governed, hours.lanes[0] ?? []);
  const pauses = here.flatMap((stretch) => breakReasons(stretch, closed));
  const blocks = blockReasons(hours, range, closed);
  return [...pauses, ...blocks].flatMap(({ reason, at }) =>
    intersect([at], closed).map((part) => ({ range: part, reason: { ...reason, resourceId: timetable.resourceId } })),
  );
}

interface Closure {
  reason: Reason;
  at: Range;
}

/** What blocks at any place where the resource would work then; each exception once. */
function blockReasons({ timetable, question, stretches }: Hours, wanted: Range, closed: RangeSet): Closure[] {
  const there = (stretches ?? []).filter((stretch) => answers(stretch, question) && meets(stretch.governs, closed));
  const asked = { clinicId: timetable.clinicId ?? question.clinicId, roomId: null };
  const layers = (there.length > 0 ? placesOf(there) : [asked]).flatMap(({ clinicId, roomId }) =>
    visibleBlocks(layersAt(timetable, question, clinicId, roomId), wanted),
  );
  return [...new Set(layers)]
    .filter(({ range }) => meets([range], closed))
    .map((layer) => ({ reason: blockReason(layer), at: layer.range }));
}

/** Why somebody is off is nobody's business: time off has no label. */
function blockReason(exception: TimeException): Reason {
  const { id, range, reason } = exception;
  const code = codeOf(exception);
  const label = reason === null || code === "time_off" ? {} : { label: reason };
  return { code, exceptionId: id, until: range[1], ...label };
}

function codeOf(exception: TimeException): ReasonCode {
  if (isClosing(exception)) return "session_closed";
  const { source } = exception;
  return source === "time_off" || source === "holiday" ? source : "blocked";
}

/** A month of windows is in few places: each is asked about once. */
function placesOf(stretches: readonly Stretch[]): Pick<Stretch, "clinicId" | "roomId">[] {
  return [
    ...new Map(stretches.map(({ clinicId, roomId }) => [`${clinicId} ${roomId}`, { clinicId, roomId }])).values(),
  ];
}

/** Its breaks, or why it is not for this question. */
function stretchReasons({ question }: Hours, stretch: Stretch, closed: RangeSet): Reason[] {
  const from = {
    ...(stretch.rule && { ruleId: stretch.rule.id }),
    ...(stretch.exception && { exceptionId: stretch.exception.id }),
  };
  const lasting = { ...from, until: stretch.range[1] };
  if (question.clinicId !== null && stretch.clinicId !== question.clinicId)
    return [{ code: "other_clinic", ...lasting }];
  if (!answers(stretch, question)) return [{ code: "closed_to_service", ...lasting, ...named(stretch.rule?.label) }];
  return breakReasons(stretch, closed).map(({ reason }) => reason);
}

function breakReasons({ rule, breaks, governs }: Stretch, closed: RangeSet): Closure[] {
  return breaks
    .filter(({ range }) => meets(intersect([range], governs), closed))
    .map(({ range, label }) => ({
      reason: { code: "break", until: range[1], ...(rule && { ruleId: rule.id }), ...named(label) },
      at: range,
    }));
}

/** The part that nothing governs, until work begins again. */
function outsideReasons({ timetable, question, stretches }: Hours, open: RangeSet, closed: RangeSet): Reason[] {
  if (stretches === null) return standsElsewhere(timetable, question) ? [{ code: "other_clinic" }] : [];
  const [outside] = subtract(closed, normalize(stretches.flatMap(({ governs }) => governs)));
  if (!outside) return [];
  const until = open.find(([opens]) => opens >= outside[0])?.[0];
  return [{ code: "outside_hours", ...(until === undefined ? {} : { until }) }];
}

const named = (label: string | null | undefined) => (label ? { label } : {});

const meets = (set: RangeSet, other: RangeSet): boolean => intersect(set, other).length > 0;
