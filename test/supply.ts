import { offerService } from "../src/demand/service-record.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { addPool } from "../src/supply/pool-record.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import { addResource } from "../src/supply/resource-record.ts";
import type { TestOrganization } from "./organization.ts";

/**
 * What a service can be offered at, by and with: two clinics in Athens, a practitioner of both and one of the first, a chair of
 * the first, alone in its pool.
 */
export async function openTestSupply(organization: TestOrganization) {
  const { now } = organization;
  return await organization.write(async (tx) => {
    const zone = { timezone: "Europe/Athens" };
    const { id: clinicId } = await openClinic(tx, { name: "Kolonaki", ...zone }, now);
    const { id: otherClinicId } = await openClinic(tx, { name: "Pangrati", ...zone }, now);
    const clinics = { clinic_ids: [clinicId, otherClinicId] };
    const { id: practitionerId } = await registerPractitioner(tx, { name: "Eleni", ...clinics }, now);
    const here = { clinic_id: clinicId };
    const { id: otherPractitionerId } = await registerPractitioner(tx, { name: "Nikos", clinic_ids: [clinicId] }, now);
    const { id: chairId } = await addResource(tx, { kind: "station", name: "Chair 1", ...here }, now);
    const { id: poolId } = await addPool(tx, { name: "Chairs", ...here, resource_ids: [chairId] }, now);
    return { clinicId, otherClinicId, practitionerId, otherPractitionerId, chairId, poolId };
  });
}

/** Something that a rule can be for. */
export async function openTestService(organization: TestOrganization): Promise<string> {
  const checkUp = { name: "Check-up", duration_minutes: 30, price_minor: 0 };
  return (await organization.write((tx) => offerService(tx, checkUp, organization.now))).id;
}
