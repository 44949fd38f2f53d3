import type { Fault } from "../core/errors.ts";

/** What of a resource decides whether a pool may have it; `clinic_id` is null for what moves between clinics. */
export interface Member {
  id: string;
  kind: string;
  clinic_id: string | null;
}

/** Everything that keeps resources out of a clinic's pool, each with a pointer to it; empty when all may be in it. */
export function faultsOfMembers(members: readonly Member[], clinicId: string): Fault[] {
  const ids = members.map(({ id }) => id);
  return members.flatMap((member, i) => {
    const detail = ids.indexOf(member.id) < i ? "This resource is in the list before." : unfit(member, clinicId);
    return detail === null ? [] : [{ pointer: `/resource_ids/${i}`, code: "invalid_request", detail }];
  });
}

function unfit({ kind, clinic_id: standsAt }: Member, clinicId: string): string | null {
  if (kind === "practitioner") return "Practitioners are in no pool; a service names them itself.";
  return standsAt === null || standsAt === clinicId ? null : "This resource stands at another clinic.";
}
