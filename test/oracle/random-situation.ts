import type fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { placements, practitionersFor } from "./bookable.ts";
import { type Draw, drawn } from "./draw.ts";
import { type Life, randomMinute } from "./life.ts";
import { randomExceptions } from "./random-exceptions.ts";
import { randomRules } from "./random-rules.ts";
import { randomServices } from "./random-services.ts";
import type { Claim, Clinic, Kind, Pool, Range, Resource, Situation, Wish } from "./situation.ts";
import { timetableOf } from "./timetable.ts";
import { startOfDay } from "./wall-clock.ts";

/** Each zone and dates on which its clocks change: by an hour at three, at midnight, at two, by half an hour, never. */
const clockChanges = {
  UTC: ["2026-03-29"],
  "Europe/Athens": ["2026-03-29", "2026-10-25"],
  "Africa/Cairo": ["2026-04-24", "2026-10-30"],
  "America/St_Johns": ["2026-03-08", "2026-11-01"],
  "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
} as const;

const zones = Object.keys(clockChanges) as (keyof typeof clockChanges)[];
const kinds: Kind[] = ["room", "room", "room", "station", "bed", "bed", "equipment", "staff"];

/** A small clinic in which everything happens around one hour of a few days, so that rules, exceptions and claims meet. */
function randomSituation(draw: Draw): { situation: Situation; life: Life } {
  const zone = draw.pick(zones);
  const change = Temporal.PlainDate.from(draw.pick(clockChanges[zone]));
  const days = draw.pick([1, 1, 2]);
  // Clocks change at night: half of the clinics live through it.
  const changes = draw.chance(50);
  const from = change.add({ days: changes ? draw.whole(-1, 0) : draw.whole(1, 20) }).toString();
  const hour = draw.pick(changes ? [9, 22, 0, 1, 2, 2] : [9, 11, 17, 22]) * 60;
  const life: Life = { from, days, starts: startOfDay(from, zone), hour };
  const clinics: Clinic[] = [{ id: "clinic 1", zone }];
  if (draw.chance(35)) clinics.push({ id: "clinic 2", zone: draw.chance(50) ? zone : draw.pick(zones) });
  const resources = [...randomPractitioners(draw, clinics), ...randomThings(draw, clinics)];
  const pools = draw.chance(50) ? randomPool(draw, resources) : [];
  const services = randomServices(draw, { clinics, resources, pools });
  const rules = randomRules(draw, life, { clinics, resources, services });
  const nothingYet = { exceptions: [], claims: [], patientBusy: [] };
  const now = life.starts + draw.whole(-24 * 60, 6 * 60);
  const planned: Situation = { now, from, days, clinics, resources, rules, pools, services, ...nothingYet };
  // What was booked was booked before somebody closed or opened anything.
  const claims = randomClaims(draw, life, planned);
  const exceptions = randomExceptions(draw, life, { clinics, resources, services });
  const patientBusy = claims.flatMap(({ starts, ends }): Range[] => (draw.chance(15) ? [[starts, ends]] : []));
  return { situation: { ...planned, exceptions, claims, patientBusy }, life };
}

/** A random clinic, and some of what can be asked of it. */
export interface Questions {
  situation: Situation;
  wishes: [Wish, Wish];
  minutes: number[];
}

export const questions: fc.Arbitrary<Questions> = drawn((draw) => {
  const { situation, life } = randomSituation(draw);
  const wish = () => randomWish(draw, situation);
  const minutes = draw.many(24, 24, (i) => {
    const some = [minuteAtAnEdge, () => minuteAtWork(draw, life, situation), () => randomMinute(draw, life)];
    return some[i % 3]!(draw, situation);
  });
  return { situation, wishes: [wish(), wish()], minutes };
});

/** Near where something ends or begins, or so that a service would end there: what is decided is decided there. */
function minuteAtAnEdge(draw: Draw, { now, services, exceptions, claims }: Situation): number {
  const edges = [...exceptions, ...claims, ...claims].flatMap(({ starts, ends }) => [starts, ends]);
  const { duration } = draw.pick(services);
  return draw.pick([now, ...edges]) - (draw.chance(50) ? duration : 0) + draw.whole(-7, 7) * draw.pick([5, 5, 2]);
}

/** While somebody works, by one of the rules. */
function minuteAtWork(draw: Draw, { starts, days }: Life, { rules, resources }: Situation): number {
  const people = resources.filter(({ kind }) => kind === "practitioner").map(({ id }) => id);
  const { start } = draw.pick(rules.filter(({ resourceId }) => people.includes(resourceId)));
  const day = starts + draw.whole(0, days - 1) * 1440;
  return day + Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + draw.whole(0, 30) * 5;
}

function randomPractitioners(draw: Draw, clinics: Clinic[]): Resource[] {
  return draw.many(1, 3, (i) => {
    const lanes = draw.pick([1, 1, 1, 2]);
    const clinicIds = draw.some(clinics, 1).map(({ id }) => id);
    return { id: `doctor ${i}`, name: `Doctor ${i}`, kind: "practitioner", lanes, clinicIds, retired: false };
  });
}

function randomThings(draw: Draw, clinics: Clinic[]): Resource[] {
  return draw.many(0, 4, (i) => {
    const clinicIds = draw.chance(25) ? null : [draw.pick(clinics).id];
    const lanes = draw.pick([1, 1, 2]);
    return {
      id: `thing ${i}`,
      name: `Thing ${9 - i}`,
      kind: draw.pick(kinds),
      lanes,
      clinicIds,
      retired: draw.chance(5),
    };
  });
}

/** Of what is at its clinic. */
function randomPool(draw: Draw, resources: Resource[]): Pool[] {
  const clinicId = "clinic 1";
  const here = ({ kind, clinicIds }: Resource) => kind !== "practitioner" && (clinicIds?.includes(clinicId) ?? true);
  const resourceIds = draw.some(resources.filter(here), 1).map(({ id }) => id);
  return resourceIds.length > 0 ? [{ id: "pool", clinicId, resourceIds }] : [];
}

/** Something that can be asked for: a service at a clinic that offers it, by somebody who does it there or whoever can. */
function randomWish(draw: Draw, situation: Situation): Wish {
  const service = draw.pick(situation.services);
  const anybody = { serviceId: service.id, clinicId: draw.pick(service.clinicIds), practitionerId: null };
  const able = practitionersFor(situation, anybody);
  return { ...anybody, practitionerId: able.length > 0 && draw.chance(75) ? draw.pick(able) : null };
}

function randomClaims(draw: Draw, life: Life, planned: Situation): Claim[] {
  const claims: Claim[] = [];
  const table = timetableOf({ ...planned, claims });
  for (let i = draw.whole(0, 8); i > 0; i--) {
    const wish = randomWish(draw, planned);
    const [practitionerId] = practitionersFor(planned, wish);
    if (practitionerId === undefined) continue;
    const ways = firstFew(placements(table, { ...wish, practitionerId }, randomMinute(draw, life)), 4);
    if (ways.length > 0) claims.push(...draw.pick(ways).map((claim) => ({ ...claim, appointmentId: `booked ${i}` })));
  }
  return claims;
}

function firstFew<Item>(items: Iterable<Item>, count: number): Item[] {
  const few: Item[] = [];
  for (const item of items) if (few.push(item) === count) break;
  return few;
}
