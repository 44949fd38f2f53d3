import type { Draw } from "./draw.ts";
import { type Life, randomMinute } from "./life.ts";
import type { Exception, Situation } from "./situation.ts";

/** Closures and openings of any scope in the order of their creation, from half an hour to two days long. */
export function randomExceptions(
  draw: Draw,
  life: Life,
  supply: Pick<Situation, "clinics" | "resources" | "services">,
): Exception[] {
  return draw.many(0, 6, (i) => randomException(draw, life, supply, `exception ${i}`));
}

function randomException(
  draw: Draw,
  life: Life,
  { clinics, resources, services }: Pick<Situation, "clinics" | "resources" | "services">,
  id: string,
): Exception {
  const kind = draw.pick(["blocked", "available"] as const);
  const resource = draw.chance(60) ? draw.pick(resources) : null;
  const opens = kind === "available" && resource !== null;
  const places = resource?.clinicIds ?? clinics.map((clinic) => clinic.id);
  const rooms = resources.filter((one) => one.kind === "room");
  const starts = randomMinute(draw, life) - draw.whole(0, 24) * 5;
  const minutes = draw.whole(6, draw.pick([24, 120, 576])) * 5;
  return {
    id,
    kind,
    source: draw.pick(["manual", "manual", "holiday", kind === "blocked" ? "time_off" : "import"]),
    resourceId: resource?.id ?? null,
    clinicId: opens ? draw.pick(places) : draw.chance(30) ? draw.pick(clinics).id : null,
    serviceId: draw.chance(20) ? draw.pick(services).id : null,
    roomId: rooms.length > 0 && draw.chance(20) ? draw.pick(rooms).id : null,
    starts,
    ends: starts + minutes,
    lanes: opens ? draw.pick([1, 1, 2]) : null,
    slotMinutes: opens ? draw.pick([10, 15, 20, 30].filter((slot) => slot <= minutes)) : null,
  };
}
