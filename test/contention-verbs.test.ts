import { afterAll, beforeAll, expect, test } from "vitest";
import { AppointmentKeeper } from "../src/reception/appointments/keep-appointments.ts";
import { type Arena, openArena } from "./arena.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/** Twenty desks press buttons about one appointment at the same moment: one is first, and the laws hold after every round. */
let arena: Arena;
let doctors: string[];
let patients: string[];
let service: string;

beforeAll(async () => {
  arena = await openArena();
  doctors = await arena.scene.practitioners(2);
  patients = await arena.scene.patients(3);
  service = await arena.scene.service(doctors);
  await arena.scene.generateSlots(3);
});
afterAll(() => arena.close());

const rivals = 20;
let slot = 0;

interface Begun {
  id: string;
  startsAt: string;
}

/** A booking at a start of its own: the rounds do not meet. */
async function begin(path: string, more: object = {}): Promise<Begun> {
  const body = { ...wish(startOn(arena.now, 1, slot++ % 48)), ...more };
  const answer = await arena.rival.post(path, body);
  expect(answer.status).toBe(201);
  return { id: (answer.body["appointment"] as { id: string }).id, startsAt: body.starts_at };
}

/** One that begins now, whoever else has the time. */
const today = () =>
  begin("/appointments", {
    starts_at: arena.now.toString(),
    waive: ["claimed", "patient_busy"].map((rule) => ({ rule, reason: "A crowd" })),
  });

const wish = (startsAt: string) => ({
  clinic_id: arena.scene.clinicId,
  patient_id: patients[0],
  practitioner_id: doctors[0],
  service_id: service,
  starts_at: startsAt,
  booking_source: "phone",
});
const verb = ({ id }: Begun, move: string, body?: object): Promise<Answer> =>
  arena.rival.post(`/appointments/${id}/${move}`, body);
const kindsOf = async ({ id }: Begun) => {
  const rows = await arena.query<{ kind: string }>("select kind from events where subject_id = $1 order by version", [
    id,
  ]);
  return rows.map(({ kind }) => kind);
};

test.each<[string, () => Promise<Begun>, string[]]>([
  ["confirm a hold", () => begin("/holds", { ttl_seconds: 60 }), ["confirm"]],
  ["confirm a request", () => begin("/appointments", { needs_approval: true }), ["confirm"]],
  ["cancel", () => begin("/appointments"), ["cancel"]],
  ["complete", () => today(), ["complete"]],
  ["note a no-show", () => today(), ["no-show"]],
  ["note a no-show or complete", () => today(), ["no-show", "complete"]],
  ["note a no-show, cancel or complete", () => today(), ["no-show", "cancel", "complete"]],
  ["undo a cancellation", () => after("cancel"), ["undo"]],
  ["undo a new time", () => after("reschedule", { starts_at: startOn(arena.now, 2, slot++ % 48) }), ["undo"]],
  ["undo a check-in or complete", () => after("check-in", undefined, today), ["undo", "complete"]],
])("of twenty who %s one is first", async (_, prepare, moves) => {
  for (let round = 0; round < 3; round++) {
    const begun = await prepare();
    const before = await kindsOf(begun);
    const answers = await atOnce(rivals, (i) => verb(begun, moves[i % moves.length]!));
    const won = answers.filter(({ status }) => status === 200).length;
    const kinds = (await kindsOf(begun)).slice(before.length);
    // Only what takes back a move opens another one; all else is possible once.
    if (moves.includes("undo") && moves.length > 1) expect(kinds).toHaveLength(won);
    else expect([won, kinds.length]).toEqual([1, 1]);
    expect(tally(answers)).toEqual({ 200: won, 409: rivals - won });
    await arena.requireLaws();
    // Whoever is missed or cancelled makes room for the next round.
    await clear(begun);
  }
});

async function after(move: string, body?: object, prepare = () => begin("/appointments")): Promise<Begun> {
  const begun = await prepare();
  expect((await verb(begun, move, body)).status).toBe(200);
  return begun;
}

async function clear(begun: Begun): Promise<void> {
  await verb(begun, "cancel");
}

test("confirm, cancel, expire and let somebody else have it: a hold ends once", async () => {
  for (let round = 0; round < 6; round++) {
    const begun = await begin("/holds", { ttl_seconds: 60 });
    // Half of the rounds: it has run out, and nobody has swept it.
    const ranOut = round % 2 === 1;
    if (ranOut) await arena.query(...runOut(begun));
    const keeper = new AppointmentKeeper(arena.scene.house, { error: (about) => expect(about).toBeUndefined() });
    const [answers] = await Promise.all([
      atOnce(rivals, (i) => {
        if (i % 4 === 0) return verb(begun, "confirm");
        if (i % 4 === 1) return verb(begun, "cancel");
        if (i % 4 === 2) return arena.rival.post("/appointments", { ...wish(begun.startsAt), patient_id: patients[1] });
        return verb(begun, "confirm");
      }),
      keeper.round(),
      keeper.round(),
    ]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    await arena.requireLaws();
    const kinds = await kindsOf(begun);
    // A confirmed hold may still be cancelled; everything else ends it.
    expect([
      ["hold", "confirm"],
      ["hold", "confirm", "cancel"],
      ["hold", "cancel"],
      ["hold", "expire"],
    ]).toContainEqual(kinds);
    if (ranOut) expect(kinds).not.toContain("confirm");
    for (const { body } of answers) {
      const made = body["appointment"] as { id: string } | undefined;
      if (made) await verb({ ...begun, id: made.id }, "cancel");
    }
  }
});

/** Moved into the past with its event, so that its replay still gives its row. */
function runOut({ id }: Begun): [string, unknown[]] {
  const at = arena.now.subtract({ seconds: 1 });
  return [
    `with e as (update events set change = jsonb_set(change, '{hold_expires_at}', to_jsonb($2::text)) where subject_id = $1 and kind = 'hold')
     update appointments set hold_expires_at = $2::text::timestamptz where id = $1`,
    [id, at.toString()],
  ];
}

test("undo against whoever takes the time again: one has it", async () => {
  for (let round = 0; round < 6; round++) {
    const begun = await after("cancel");
    const answers = await atOnce(rivals, (i) =>
      i % 2 === 0
        ? verb(begun, "undo")
        : arena.rival.post("/appointments", { ...wish(begun.startsAt), patient_id: patients[1 + (i % 2)] }),
    );
    const made = answers.filter(({ status }) => status === 200 || status === 201);
    expect([made.length, answers.filter(({ status }) => status >= 500)]).toEqual([1, []]);
    await arena.requireLaws();
    for (const { body } of made) await verb({ ...begun, id: (body["appointment"] as { id: string }).id }, "cancel");
  }
});

test("finish the visit or complete the appointment: it ends once, and nobody waits for the other", async () => {
  for (let round = 0; round < 4; round++) {
    const begun = await after("check-in", undefined, today);
    const { body } = await arena.rival.get(
      `/visit-tickets?patient_id=${patients[0]}&date=${begun.startsAt.slice(0, 10)}`,
    );
    const visit = (body["items"] as { visits: { id: string; appointment_id: string }[] }[])
      .flatMap(({ visits }) => visits)
      .find(({ appointment_id }) => appointment_id === begun.id)!;
    for (const move of ["call", "start"]) await arena.rival.post(`/visits/${visit.id}/${move}`);
    const answers = await atOnce(rivals, (i) =>
      i % 2 === 0 ? arena.rival.post(`/visits/${visit.id}/finish`) : verb(begun, "complete"),
    );
    expect(tally(answers)).toEqual({ 200: 1, 409: rivals - 1 });
    await arena.requireLaws();
  }
});

test("no deadlock in all of this", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
