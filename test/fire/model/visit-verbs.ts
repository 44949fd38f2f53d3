import fc from "fast-check";
import { expectAnswer, pickVisit, priceOf, someone, type Step, verb } from "./desk.ts";
import type { ServiceName, Visit, VisitStatus, World } from "./world.ts";

const steps = {
  call: { from: ["waiting"], to: "called" },
  requeue: { from: ["called"], to: "waiting" },
  start: { from: ["called"], to: "in_progress" },
  finish: { from: ["in_progress"], to: "pending_payment" },
  leave: { from: ["waiting", "called"], to: "left" },
} as const satisfies Record<string, { from: readonly VisitStatus[]; to: VisitStatus }>;

function step(which: number, name: keyof typeof steps): Step {
  return async (world, desk) => {
    const picked = pickVisit(world, which);
    if (!picked) return;
    const { i, visit } = picked;
    const legal = (steps[name].from as readonly string[]).includes(visit.status);
    const answer = await desk.rival.post(`/visits/${desk.visitIds[i]}/${name}`);
    expectAnswer(answer, legal ? 200 : "illegal_move");
    if (!legal) return;
    visit.status = steps[name].to;
    if (name === "finish") finish(world, visit);
  };
}

/** Treatment is over: what is free or paid already is done, the rest waits to be paid. */
export function finish(world: World, visit: Visit): void {
  if (visit.booking !== null) Object.assign(world.bookings[visit.booking]!, { status: "completed", last: null });
  if (visit.price === 0) visit.payment = "paid";
  if (visit.payment === "paid") visit.status = "completed";
}

function walkIn({ patient, service }: { patient: number; service: ServiceName }): Step {
  return async (world, desk) => {
    const body = { clinic_id: desk.clinicId, patient_id: desk.patients[patient], service_id: desk.services[service] };
    const answer = await desk.rival.post("/visits", body);
    expectAnswer(answer, 201);
    world.visits.push({
      booking: null,
      status: "waiting",
      price: priceOf(service),
      paid: 0,
      payment: "pending",
      entries: 0,
    });
    desk.visitIds.push((answer.body["visit"] as { id: string }).id);
    desk.paymentIds.push((answer.body["payment"] as { id: string }).id);
  };
}

const balanceOf = ({ payment, price, paid }: Visit) => (payment === "refunded" ? 0 : price - paid);

function settle(which: number, method: string | null): Step {
  return async (world, desk) => {
    const picked = pickVisit(world, which);
    if (!picked) return;
    const { i, visit } = picked;
    const refused = visit.status !== "pending_payment" ? "illegal_move" : "payment_due";
    const possible = visit.status === "pending_payment" && (method !== null || balanceOf(visit) === 0);
    const answer = await desk.rival.post(`/visits/${desk.visitIds[i]}/settle`, method === null ? {} : { method });
    expectAnswer(answer, possible ? 200 : refused);
    if (!possible) return;
    visit.status = "completed";
    if (balanceOf(visit) > 0) Object.assign(visit, { paid: visit.price, payment: "paid", entries: visit.entries + 1 });
  };
}

function enter(which: number, kind: "receipt" | "refund", amount: number): Step {
  return async (world, desk) => {
    const picked = pickVisit(world, which);
    if (!picked) return;
    const { i, visit } = picked;
    const paid = visit.paid + (kind === "receipt" ? amount : -amount);
    const entry = { kind, amount_minor: amount, method: "cash" };
    const answer = await desk.rival.post(`/payments/${desk.paymentIds[i]}/entries`, entry);
    expectAnswer(answer, paid > visit.price ? "exceeds_balance" : paid < 0 ? "exceeds_paid" : 201);
    if (paid > visit.price || paid < 0) return;
    visit.paid = paid;
    visit.entries++;
    visit.payment =
      kind === "receipt" ? (paid === visit.price ? "paid" : "pending") : paid === 0 ? "refunded" : "pending";
    if (visit.payment === "paid" && visit.status === "pending_payment") visit.status = "completed";
  };
}

const walkers = fc.record({ patient: fc.nat(3), service: fc.constantFrom<ServiceName>("visit", "advice") });
const methods = fc.record({ which: fc.nat(40), method: fc.constantFrom(null, "cash", "visa") });
const amounts = fc.record({ which: fc.nat(40), amount: fc.constantFrom(1, 2_500, 4_500, 9_000) });

export const visitVerbs = [
  verb("walk in", walkers, walkIn),
  ...(Object.keys(steps) as (keyof typeof steps)[]).map((name) =>
    verb(name, someone, ({ which }) => step(which, name)),
  ),
  verb("settle", methods, ({ which, method }) => settle(which, method)),
  verb("pay", amounts, ({ which, amount }) => enter(which, "receipt", amount)),
  verb("refund", amounts, ({ which, amount }) => enter(which, "refund", amount)),
];
