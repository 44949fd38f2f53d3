import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { notFound } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import { rulesChanged } from "./announce-slots.ts";
import {
  findPractitioner,
  insertPractitioner,
  type PractitionerRow,
  replacePractitionerClinics,
  updatePractitioner,
} from "./practitioners.sql.ts";
import { insertResource, updateResource } from "./resources.sql.ts";
import type { newPractitioner, practitionerChange } from "./schemas.ts";
import { lockScope } from "./slot-inventories.sql.ts";

/**
 * Registers a practitioner: a resource that stands at no one clinic, one patient at a time unless `lanes` says otherwise.
 * Their share is nothing until it is agreed. Throws `not_found` for an unknown clinic.
 */
export async function registerPractitioner(
  tx: Transaction,
  wanted: z.output<typeof newPractitioner>,
  now: Temporal.Instant,
): Promise<PractitionerRow> {
  const id = newId();
  const { name, lanes = 1, specialty = null, share_basis_points: share = 0, clinic_ids: clinicIds = [] } = wanted;
  const resource = { clinic_id: null, kind: "practitioner", name, lanes, status: "active" } as const;
  const [, , , registered] = await Promise.all([
    insertResource(tx, id, resource, now),
    insertPractitioner(tx, id, specialty, share),
    replacePractitionerClinics(tx, id, clinicIds),
    findPractitioner(tx, id),
    raiseRevision(tx),
  ]);
  return registered!;
}

/**
 * Changes what is named and leaves the rest. Throws `not_found` (also for a clinic), and `version_mismatch` when the
 * record moved on.
 */
export async function changePractitioner(
  tx: Transaction,
  id: string,
  change: z.output<typeof practitionerChange>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<PractitionerRow> {
  const found = await findPractitioner(tx, id);
  if (!found) throw notFound("/id", "practitioner");
  requireVersion(expected, found);
  await lockScope(tx, { resourceIds: [id] });
  const { name, lanes, status, specialty, share_basis_points: share, clinic_ids: clinicIds } = changed(found, change);
  const [resource, , , practitioner] = await Promise.all([
    // First, because its version guard holds rivals back; when it finds nothing, the rest is rolled back with it.
    updateResource(tx, id, found.version, { clinic_id: null, name, lanes, status }, now),
    updatePractitioner(tx, id, specialty, share),
    replacePractitionerClinics(tx, id, clinicIds),
    findPractitioner(tx, id),
  ]);
  if (!resource) throw stale();
  await rulesChanged(tx, { resourceIds: [id] }, now, found.clinic_ids);
  return practitioner!;
}
