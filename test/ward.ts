import { offerService } from "../src/demand/service-record.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { addPool } from "../src/supply/pool-record.ts";
import { addResource } from "../src/supply/resource-record.ts";
import type { TestOrganization } from "./organization.ts";

export interface TestWard {
  clinicId: string;
  bedIds: [string, string, string];
  poolId: string;
  /** Three hours in one of the beds. */
  serviceId: string;
}

/** A clinic of its own with three beds in a pool, and a treatment that needs one of them. */
export async function openWard(
  organization: Pick<TestOrganization, "now" | "write">,
  { timezone = "Europe/Athens", minutes = 180 } = {},
): Promise<TestWard> {
  const { now } = organization;
  return await organization.write(async (tx) => {
    const { id: clinicId } = await openClinic(tx, { name: "Dialysis", timezone }, now);
    const here = { clinic_id: clinicId };
    const bedIds: string[] = [];
    for (const name of ["Bed 1", "Bed 2", "Bed 3"])
      bedIds.push((await addResource(tx, { kind: "bed", name, ...here }, now)).id);
    const { id: poolId } = await addPool(tx, { name: "Beds", ...here, resource_ids: bedIds }, now);
    const phases = [{ starts_minute: 0, ends_minute: minutes, need: "pool" as const, pool_id: poolId }];
    const treatment = {
      name: "Dialysis",
      duration_minutes: minutes,
      price_minor: 9000,
      clinic_ids: [clinicId],
      phases,
    };
    const { id: serviceId } = await offerService(tx, treatment, now);
    return { clinicId, bedIds: bedIds as TestWard["bedIds"], poolId, serviceId };
  });
}
