import { claimOf, serviceBy, standTogether } from "./claims.ts";
import { lanesOpen, openers } from "./open.ts";
import type { Claim, Phase, Resource, Service, Situation, Wish } from "./situation.ts";
import type { Timetable } from "./timetable.ts";

/** Whether the start can be booked: within the limits, and with all phases met together in some way. */
export function isBookable(table: Timetable, wish: Wish, start: number): boolean {
  return practitionersFor(table.situation, wish).some((practitionerId) => {
    const sure = { ...wish, practitionerId };
    return isWithinLimits(table.situation, sure, start) && !placements(table, sure, start).next().done;
  });
}

/** Those who can be asked: the one who is wished for, all who do the service at the clinic, or no one where none is needed. */
export function practitionersFor({ services, resources }: Situation, wish: Wish): (string | null)[] {
  const service = services.find(({ id }) => id === wish.serviceId)!;
  if (wish.practitionerId !== null || !service.phases.some(isPractitionerPhase)) return [wish.practitionerId];
  return service.practitionerIds.filter((id) =>
    worksAt(
      resources.find((one) => one.id === id)!,
      wish.clinicId,
    ),
  );
}

export function isWithinLimits({ now, services, patientBusy }: Situation, wish: Wish, start: number): boolean {
  const { duration, notice, horizonDays } = serviceOf(services, wish);
  const isFree = patientBusy.every(([starts, ends]) => ends <= start || start + duration <= starts);
  return start >= now && start >= now + notice && start < now + horizonDays * 1440 && isFree;
}

/** Every way to meet all phases together: a resource and a lane for each, open throughout, clear of all claims. */
export function* placements(table: Timetable, wish: Wish, start: number): Generator<Claim[]> {
  yield* place(table, wish, start, serviceOf(table.situation.services, wish).phases, []);
}

function* place(
  table: Timetable,
  wish: Wish,
  start: number,
  [phase, ...others]: Phase[],
  placed: Claim[],
): Generator<Claim[]> {
  if (!phase) yield placed;
  for (const claim of phase ? waysToMeet(table, wish, phase, start) : []) {
    const clear = [...table.situation.claims, ...placed].every((other) => standTogether(claim, other));
    if (clear) yield* place(table, wish, start, others, [...placed, claim]);
  }
}

/** Each candidate in each lane that is open in every minute of the phase. */
function waysToMeet(table: Timetable, wish: Wish, phase: Phase, start: number): Claim[] {
  const service = serviceOf(table.situation.services, wish);
  const rooms = roomsAllowed(table, wish, service, start);
  const candidates = candidatesOf(table.situation, wish, phase);
  const fitting = candidates.filter(({ id, kind }) => kind !== "room" || rooms === null || rooms.includes(id));
  return fitting.flatMap((resource) => {
    let lanes = Infinity;
    for (let minute = start + phase.starts; minute < start + phase.ends && lanes > 0; minute++)
      lanes = Math.min(lanes, lanesOpen(table, resource, wish, minute));
    return Array.from({ length: lanes }, (_, i) => claimOf(table, wish, service, phase, start, resource, i + 1));
  });
}

/** Who could meet the phase, the preferred first: of a pool or a kind only what is still in use. */
export function candidatesOf(
  { resources, pools }: Situation,
  { clinicId, practitionerId }: Wish,
  phase: Phase,
): Resource[] {
  const byId = (wanted: string) => resources.filter(({ id }) => id === wanted);
  if (phase.need === "practitioner") return byId(practitionerId!);
  if (phase.need === "resource") return byId(phase.resourceId);
  const inUse = resources.filter(({ retired }) => !retired);
  if (phase.need === "kind") {
    const ofKind = inUse.filter((one) => one.kind === phase.kind && worksAt(one, clinicId));
    return ofKind.sort((one, other) => (one.name < other.name ? -1 : 1));
  }
  const members = pools.find(({ id }) => id === phase.poolId)!.resourceIds;
  return members.flatMap((member) => inUse.filter(({ id }) => id === member));
}

/** The rooms in which the practitioner sits at the start of the first phase with one; null when any room will do. */
function roomsAllowed(table: Timetable, wish: Wish, service: Service, start: number): string[] | null {
  const phase = service.phases.find(isPractitionerPhase);
  if (!phase) return null;
  const [practitioner] = candidatesOf(table.situation, wish, phase);
  const rooms = openers(table, practitioner!, wish, start + phase.starts).map(({ roomId }) => roomId);
  return rooms.includes(null) ? null : (rooms as string[]);
}

/** The service as the practitioner who is wished for does it. */
export const serviceOf = (services: Service[], { serviceId, practitionerId }: Wish): Service =>
  serviceBy(
    services.find(({ id }) => id === serviceId)!,
    practitionerId,
  );

export const isPractitionerPhase = ({ need }: Phase): boolean => need === "practitioner";

const worksAt = ({ clinicIds }: Resource, clinicId: string): boolean => clinicIds?.includes(clinicId) ?? true;
