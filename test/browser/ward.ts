import type { Locator, Page } from "playwright-core";
import { Desk } from "./desk.ts";
import type { Clinic } from "./clinic.ts";
import { carry, middleOf } from "./drag.ts";
import { password } from "./furnish.ts";

export interface Ward {
  admin: Desk;
  beds: { id: string; name: string }[];
  poolId: string;
  serviceId: string;
}

/** Four beds in a pool, and a treatment of three hours on one of them. */
export async function openWard(clinic: Clinic): Promise<Ward> {
  const admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
  const { id: clinic_id } = clinic.clinic;
  const beds: Ward["beds"] = [];
  for (const name of ["Bed 1", "Bed 2", "Bed 3", "Bed 4"]) {
    beds.push({ name, ...(await admin.post("/resources", { name, kind: "bed", clinic_id })) });
  }
  const pool = await admin.post("/pools", { name: "Ward", clinic_id, resource_ids: beds.map(({ id }) => id) });
  const service = await admin.post("/services", {
    name: "Dialysis",
    duration_minutes: 180,
    price_minor: 120_000,
    clinic_ids: [clinic_id],
    phases: [{ starts_minute: 0, ends_minute: 180, need: "pool", pool_id: pool.id }],
  });
  return { admin, beds, poolId: pool.id, serviceId: service.id };
}

interface Wish {
  name: string;
  from: string;
  to: string;
}

/** Weekly sessions on Mondays, generated for two weeks from the clinic's date on; answers those of that date. */
export async function openMondays(clinic: Clinic, ward: Ward, wishes: Wish[]): Promise<{ id: string; name: string }[]> {
  const { id: clinic_id } = clinic.clinic;
  for (const { name, from, to } of wishes) {
    await ward.admin.post("/session-rules", {
      clinic_id,
      service_id: ward.serviceId,
      pool_id: ward.poolId,
      practitioner_id: clinic.practitioners[0]!.id,
      name,
      weekday: 1,
      start_local: from,
      end_local: to,
      start_every_minutes: 20,
    });
  }
  const later = (days: number) => new Date(Date.parse(clinic.date) + days * 86_400_000).toISOString().slice(0, 10);
  await ward.admin.post("/sessions/generate", { clinic_id, from: clinic.date, to: later(14) });
  const { items } = await clinic.desk.get(`/sessions?clinic_id=${clinic_id}&from=${clinic.date}&to=${later(1)}`);
  return items as { id: string; name: string }[];
}

/** The card of a bed of a session. */
export const bedCard = (page: Page, session: string, bed: string): Locator =>
  page.getByRole("region", { name: session, exact: true }).getByRole("listitem", { name: bed, exact: true });

/**
 * Carries from the middle of one element to that of another, and holds still there. Hovering waits until nothing lies over it: a dialog
 * that is closing would be taken instead.
 */
export async function carryTo(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await carry(page, await middleOf(from), await middleOf(to));
}
