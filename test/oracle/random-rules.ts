import { Temporal } from "temporal-polyfill";
import type { Draw } from "./draw.ts";
import type { Life } from "./life.ts";
import type { Resource, Rule, Situation } from "./situation.ts";

type Supply = Pick<Situation, "clinics" | "resources" | "services">;

const zones = ["UTC", "Europe/Athens", "Africa/Cairo", "America/St_Johns", "Australia/Lord_Howe"];
const slots = [10, 15, 20, 25, 30, 45, 60];

/** Weekly windows around the hour of the clinic, often overlapping; half of the things have none and are always there. */
export function randomRules(draw: Draw, life: Life, supply: Supply): Rule[] {
  return supply.resources.flatMap((resource) => {
    const works = resource.kind === "practitioner" || draw.chance(50);
    if (!works) return [];
    const count = draw.whole(resource.kind === "practitioner" ? 2 : 1, draw.pick([2, 5, 8]));
    return Array.from({ length: count }, (_, i) =>
      randomRule(draw, life, supply, resource, `rule ${i} of ${resource.id}`),
    );
  });
}

function randomRule(
  draw: Draw,
  life: Life,
  { clinics, resources, services }: Supply,
  resource: Resource,
  id: string,
): Rule {
  const clinicId = draw.pick(resource.clinicIds ?? clinics.map((clinic) => clinic.id));
  const day = Temporal.PlainDate.from(life.from).add({ days: draw.whole(-1, life.days - 1) });
  const opens = (life.hour + draw.whole(-36, 24) * 5 + 1440) % 1440;
  const length = draw.whole(6, draw.pick([24, 60, 120])) * 5;
  const rooms = resources.filter(({ kind, clinicIds }) => kind === "room" && (clinicIds?.includes(clinicId) ?? true));
  const inRoom = resource.kind === "practitioner" && rooms.length > 0 && draw.chance(40);
  return {
    id,
    resourceId: resource.id,
    clinicId,
    weekday: day.dayOfWeek,
    start: clock(opens),
    end: clock(opens + length),
    zone: draw.chance(85) ? clinics.find((clinic) => clinic.id === clinicId)!.zone : draw.pick(zones),
    validFrom: draw.chance(10) ? day.add({ days: draw.whole(-1, 1) }).toString() : null,
    validTo: draw.chance(10) ? day.add({ days: draw.whole(1, 2) }).toString() : null,
    slotMinutes: draw.pick(slots.filter((slot) => slot <= length)),
    lanes: draw.chance(80) ? resource.lanes : draw.whole(1, 3),
    priority: draw.pick([0, 0, 0, 1, 2]),
    serviceId: draw.chance(15) ? draw.pick(services).id : null,
    roomId: inRoom ? draw.pick(rooms).id : null,
    before: draw.pick([0, 0, 0, 5, 15]),
    after: draw.pick([0, 0, 0, 5, 20]),
    breaks: randomBreaks(draw, opens, length),
  };
}

/** Up to two, one after the other, within their rule. */
function randomBreaks(draw: Draw, opens: number, length: number): Rule["breaks"] {
  const breaks: Rule["breaks"] = [];
  for (let from = draw.whole(0, 60) * 5; draw.chance(35) && from < length && breaks.length < 2;) {
    const to = Math.min(length, from + draw.whole(1, 12) * 5);
    breaks.push({ start: clock(opens + from), end: clock(opens + to) });
    from = to + draw.whole(0, 12) * 5;
  }
  return breaks;
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
