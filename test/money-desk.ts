import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { enteredPayment, waivedPayment } from "../src/billing/schemas.ts";
import type { cashDrawer, dayClose } from "../src/billing/till-schemas.ts";
import type { Booked, PaymentDetail } from "./answers.ts";
import type { Answer, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import type { TestServer } from "./server.ts";

export type Entered = z.output<typeof enteredPayment>;
export type Waived = z.output<typeof waivedPayment>;
export type Drawer = z.output<typeof cashDrawer>;
export type DayClose = z.output<typeof dayClose>;
type Refusable<Body> = Promise<Answer<Body & Refused>>;

const midnight = Temporal.Instant.from("2026-11-19T00:00:00Z");

type Refused = Pick<ProblemBody, "code" | "errors">;

/** The moves that money makes at a desk, by the receptionist unless an administrator is needed. */
export function moneyDesk(server: TestServer) {
  const [desk, admin] = [server.as("receptionist"), server.as("admin")];
  const { clinicId: clinic_id } = server.ids;
  let next = 0;
  return {
    desk,
    admin,
    /** A consultation for 50.01, half an hour after the last one from midnight of the 19th on, unless a start is named. */
    book: async (patient = 0, startsAt = midnight.add({ minutes: 30 * next++ }).toString()) =>
      (await desk.post<Booked>("/appointments", wishAt(server.ids, startsAt, patient))).body,
    enter: (payment: string, kind: string, amount_minor: number, method = "cash"): Refusable<Entered> =>
      desk.post(`/payments/${payment}/entries`, { kind, amount_minor, method }),
    void: (payment: string, entry: string, reason = "Typed wrong"): Refusable<Entered> =>
      desk.post(`/payments/${payment}/entries/${entry}/void`, { reason }),
    waive: (payment: string, amount_minor: number, reason = "A friend"): Refusable<Waived> =>
      desk.post(`/payments/${payment}/waive`, { amount_minor, reason }),
    read: async (payment: string) => (await desk.get<PaymentDetail>(`/payments/${payment}`)).body,
    openDrawer: (float_minor: number): Refusable<Drawer> => desk.post("/cash-drawers", { clinic_id, float_minor }),
    closeDrawer: (id: string, counted_minor: number): Refusable<Drawer> =>
      desk.post(`/cash-drawers/${id}/close`, { counted_minor }),
    day: async (date: string) => (await desk.get<DayClose>(`/day-close?clinic_id=${clinic_id}&date=${date}`)).body,
    closeDay: (date: string): Refusable<DayClose> => desk.post("/day-close", { clinic_id, date }),
    reopenDay: (date: string): Refusable<DayClose> =>
      admin.post("/day-close/reopen", { clinic_id, date, reason: "A receipt was forgotten" }),
  };
}

/** A refusal, as a test names it: status, code, and the field that it points to. */
export const refusal = ({ status, body }: Answer<Refused>) => [status, body.code, body.errors?.[0]?.pointer];

/** Throws what breaks a law: every scenario of money ends with it. */
export async function requireLaws(server: TestServer): Promise<void> {
  const breaches = await server.verify();
  if (breaches.length > 0) throw new Error(JSON.stringify(breaches));
}
