import type { Draw } from "./draw.ts";
import { type Life, randomMinute } from "./life.ts";
import type { Exception, Situation } from "./situation.ts";

type Supply = Pick<Situation, "clinics" | "resources" | "services">;

/** Closures and openings of any scope in the order of their creation, from half an hour to two days long. */
export function randomExceptions(draw: Draw, life: Life, supply: Supply): Exception[] {
  const exceptions: Exception[] = [];
  for (let i = draw.whole(0, 6); i > 0; i--) {
    const last = exceptions.at(-1);
    const next = randomException(draw, life, supply, `exception ${i}`);
    // Closing what was opened, opening what was closed: they have to meet to be laid one on another.
    exceptions.push(
      last && draw.chance(40) ? { ...next, starts: last.starts + draw.whole(0, 6) * 5, ends: last.ends } : next,
    );
  }
  return exceptions.filter(({ starts, ends, slotMinutes }) => ends - starts >= (slotMinutes ?? 1));
}

function randomException(draw: Draw, life: Life, { clinics, resources, services }: Supply, id: string): Exception {
  const kind = draw.pick(["blocked", "available"] as const);
  const resource = draw.chance(50) ? draw.pick(resources) : null;
  const opens = kind === "available" && resource !== null;
  const places = resource?.clinicIds ?? clinics.map((clinic) => clinic.id);
  const rooms = resources.filter((one) => one.kind === "room");
  const starts = randomMinute(draw, life) - draw.whole(0, 24) * 5;
  const minutes = draw.whole(6, draw.pick([24, 24, 120, 576])) * 5;
  return {
    id,
    kind,
    source: draw.pick(["manual", "holiday", kind === "blocked" ? "time_off" : "import"]),
    resourceId: resource?.id ?? null,
    clinicId: opens ? draw.pick(places) : draw.chance(40) ? draw.pick(clinics).id : null,
    serviceId: draw.chance(25) ? draw.pick(services).id : null,
    roomId: rooms.length > 0 && draw.chance(20) ? draw.pick(rooms).id : null,
    starts,
    ends: starts + minutes,
    lanes: opens ? draw.pick([1, 1, 2]) : null,
    slotMinutes: opens ? draw.pick([10, 15, 20, 30].filter((slot) => slot <= minutes)) : null,
  };
}
