import fc from "fast-check";
import { type Desk, expectAnswer, pickBooking, someone, type Step, verb, wishes } from "./desk.ts";
import { hasRunOut, place, type Wish, type World } from "./world.ts";

function wait(minutes: number): Step {
  return async (world, desk) => {
    // All of it happens on one day.
    world.now = Math.min(world.now + minutes, 23 * 60);
    desk.setClock(world.now);
    await Promise.resolve();
  };
}

/** Blocks an hour of the first doctor; what is booked there stays. */
function block(from: number): Step {
  return async (world, desk) => {
    if (desk.exceptionId !== null) return;
    const exception = { kind: "blocked", clinic_id: desk.clinicId, resource_id: desk.doctors[0] };
    const answer = await desk.rival.post("/schedule-exceptions", {
      ...exception,
      from: desk.at(from),
      to: desk.at(from + 60),
    });
    expectAnswer(answer, 201);
    world.blocked = [from, from + 60];
    desk.exceptionId = answer.body["id"] as string;
  };
}

const unblock: Step = async (world, desk) => {
  if (desk.exceptionId === null) return;
  expectAnswer(await desk.rival.delete(`/schedule-exceptions/${desk.exceptionId}`), 204);
  world.blocked = null;
  desk.exceptionId = null;
};

/** What explain says is what booking would do. */
function explain(wish: Wish): Step {
  return async (world, desk) => {
    const asked = { ...questionOf(desk, wish), starts_at: desk.at(wish.start) };
    const { body } = await desk.rival.get(`/availability/explain?${new URLSearchParams(asked).toString()}`);
    const free = typeof place(world, wish, [], null) !== "string";
    if (body["bookable"] !== free) throw new Error(`bookable must be ${free}: ${JSON.stringify(body)}`);
  };
}

/** Of the day's slot boundaries, those are offered that can be had. */
function search(wish: Wish): Step {
  return async (world, desk) => {
    const asked = { ...questionOf(desk, wish), from: desk.at(0), to: desk.at(24 * 60) };
    const { body } = await desk.rival.get(`/availability?${new URLSearchParams(asked).toString()}`);
    const offered = (body["starts"] as { starts_at: string }[]).map(({ starts_at }) => Date.parse(starts_at));
    const boundaries = Array.from({ length: 48 }, (_, n) => 6 * 60 + n * 20);
    const free = boundaries.filter((start) => typeof place(world, { ...wish, start }, [], null) !== "string");
    const due = free.map((start) => Date.parse(desk.at(start)));
    if (String(offered) !== String(due)) throw new Error(`offered ${String(offered)}, free ${String(due)}`);
  };
}

const questionOf = (desk: Desk, { patient, doctor, service }: Wish) => ({
  clinic_id: desk.clinicId,
  patient_id: desk.patients[patient]!,
  practitioner_id: desk.doctors[doctor]!,
  service_id: desk.services[service],
});

/** Who acts on what was read before somebody else changed it is told so, and changes nothing. */
function actOnOldNews(which: number): Step {
  return async (world, desk) => {
    const picked = pickBooking(world, which);
    if (!picked) return;
    const path = `/appointments/${desk.appointmentIds[picked.i]}/cancel`;
    expectAnswer(await desk.rival.post(path, {}, { "if-match": '"999"' }), "version_mismatch");
  };
}

/**
 * Everything that can be seen of every booking, visit and payment is as the model has it. A hold that ran out is not seen, or as
 * expired: the server's keeper looks round at moments of its own.
 */
export const compare: Step = async (world, desk) => {
  const day = desk.at(0).slice(0, 10);
  const { body } = await desk.rival.get(`/appointments?from=${day}&to=${desk.at(24 * 60).slice(0, 10)}&limit=200`);
  const listed = new Map((body["items"] as { id: string; status: string }[]).map((item) => [item.id, item]));
  for (const [i, booking] of world.bookings.entries()) {
    const found = listed.get(desk.appointmentIds[i]!) as { status: string; starts_at: string } | undefined;
    const ranOut = hasRunOut(world, booking);
    const due = ranOut && !found ? [] : [ranOut ? "expired" : booking.status, Date.parse(desk.at(booking.start))];
    if (String(found ? [found.status, Date.parse(found.starts_at)] : []) !== String(due))
      throw new Error(`booking ${i} is ${JSON.stringify(found)}, and should be ${JSON.stringify(booking)}`);
  }
  await compareVisits(world, desk);
};

async function compareVisits(world: World, desk: Desk): Promise<void> {
  const { body } = await desk.rival.get(`/payments?clinic_id=${desk.clinicId}&limit=200`);
  const payments = new Map((body["items"] as { id: string }[]).map((item) => [item.id, item]));
  for (const [i, visit] of world.visits.entries()) {
    const found = payments.get(desk.paymentIds[i]!) as { amount_paid_minor: number; status: string } | undefined;
    if (found?.amount_paid_minor !== visit.paid || found.status !== visit.payment)
      throw new Error(`payment ${i} is ${JSON.stringify(found)}, and should be ${JSON.stringify(visit)}`);
  }
}

export const houseVerbs = [
  verb("wait", fc.record({ minutes: fc.constantFrom(1, 5, 15, 40) }), ({ minutes }) => wait(minutes)),
  verb("block", fc.record({ from: fc.integer({ min: 8, max: 10 }).map((hour) => hour * 60) }), ({ from }) =>
    block(from),
  ),
  verb("unblock", fc.constant({}), () => unblock),
  verb("explain", wishes, explain),
  verb("search", wishes, search),
  verb("act on old news", someone, ({ which }) => actOnOldNews(which)),
  verb("compare", fc.constant({}), () => compare),
];
