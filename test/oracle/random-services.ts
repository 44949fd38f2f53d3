import type { Draw } from "./draw.ts";
import type { Phase, Service, Situation } from "./situation.ts";

type Means = Pick<Situation, "clinics" | "resources" | "pools">;

/** One to three services with one to three phases each, that the clinics which offer them have the means for. */
export function randomServices(draw: Draw, means: Means): Service[] {
  return draw.many(1, 3, (i) => randomService(draw, means, `service ${i}`));
}

function randomService(draw: Draw, means: Means, id: string): Service {
  const { clinics, resources } = means;
  const duration = draw.whole(2, 18) * 5;
  const doctors = resources.filter(({ kind }) => kind === "practitioner");
  const practitionerIds = draw.some(doctors, 1).map((doctor) => doctor.id);
  const places = clinics.filter((clinic) => doctors.some(({ clinicIds }) => clinicIds!.includes(clinic.id)));
  const clinicIds = draw.some(places, 1).map((clinic) => clinic.id);
  return {
    id,
    duration,
    before: draw.pick([0, 0, 5, 10, 30]),
    after: draw.pick([0, 0, 5, 15, 30]),
    shared: draw.chance(50),
    notice: draw.pick([0, 0, 0, 60, 600]),
    horizonDays: draw.pick([30, 30, 30, 2, 1]),
    clinicIds,
    practitionerIds,
    overrides: practitionerIds
      .filter(() => draw.chance(15))
      .map((practitionerId) => ({
        practitionerId,
        duration: draw.chance(50) ? duration + draw.whole(1, 4) * 5 : null,
        before: draw.chance(50) ? draw.pick([0, 20]) : null,
        after: draw.chance(50) ? draw.pick([0, 20]) : null,
      })),
    phases: randomPhases(draw, means, clinicIds, duration),
  };
}

function randomPhases(draw: Draw, means: Means, clinicIds: string[], duration: number): Phase[] {
  const practitioner = { need: "practitioner" } as const;
  if (draw.chance(40)) return [{ starts: 0, ends: duration, ...practitioner }];
  const needs = needsMet(means, clinicIds);
  return draw.many(1, 3, (i) => {
    const starts = draw.chance(60) ? 0 : draw.whole(0, duration / 5 - 1) * 5;
    const ends = draw.chance(60) ? duration : draw.whole(starts / 5 + 1, duration / 5) * 5;
    const need = needs.length > 0 && (i > 0 ? draw.chance(80) : draw.chance(30)) ? draw.pick(needs) : practitioner;
    return { starts, ends, ...need };
  });
}

/** What can be needed besides a practitioner wherever the service is offered. */
function needsMet({ resources, pools }: Means, clinicIds: string[]) {
  const things = resources.filter(({ kind }) => kind !== "practitioner");
  const everywhere = things.filter((thing) => clinicIds.every((id) => thing.clinicIds?.includes(id) ?? true));
  const pooled = pools.filter((pool) => clinicIds.every((id) => id === pool.clinicId));
  return [
    ...everywhere.map(({ id }) => ({ need: "resource" as const, resourceId: id })),
    ...pooled.flatMap(({ id }) => Array.from({ length: 4 }, () => ({ need: "pool" as const, poolId: id }))),
    ...[...new Set(things.map(({ kind }) => kind))].map((kind) => ({ need: "kind" as const, kind })),
  ];
}
