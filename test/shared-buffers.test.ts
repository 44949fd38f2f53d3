import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/** Rivals for the minutes beside one another, when neighbours may share the buffers between them. Over HTTP. */
let arena: Arena;

beforeAll(async () => {
  arena = await openArena();
});
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

interface Wanted {
  patient: string | undefined;
  service: string;
  practitioner: string | undefined;
  startsAt: string;
}

const book = ({ patient, service, practitioner, startsAt }: Wanted): Promise<Answer> =>
  arena.rival.post("/appointments", {
    clinic_id: arena.scene.clinicId,
    patient_id: patient,
    service_id: service,
    practitioner_id: practitioner,
    starts_at: startsAt,
    booking_source: "phone",
  });

async function made(path: string, body: object): Promise<string> {
  const answer = await arena.rival.post(path, body);
  expect(answer.status).toBe(201);
  return answer.body["id"] as string;
}

const codesOf = ({ body }: Answer) => ((body["reasons"] ?? []) as { code: string }[]).map(({ code }) => code);

describe.each([
  [5, 10],
  [10, 5],
])("with %i minutes before and %i after", (before, after) => {
  const minutes = 20;

  interface Booked {
    shares: boolean;
    start: number;
  }

  /** What must lie between two neighbours: the longer buffer when both share, else what one needs after and the other before. */
  const gapBetween = (earlier: Booked, later: Booked) =>
    earlier.shares && later.shares ? Math.max(after, before) : after + before;

  function collide(one: Booked, other: Booked): boolean {
    const [earlier, later] = one.start <= other.start ? [one, other] : [other, one];
    return later.start - (earlier.start + minutes) < gapBetween(earlier, later);
  }

  async function openServices(practitioner: string | undefined) {
    const offered = {
      name: "Treatment",
      duration_minutes: minutes,
      price_minor: 0,
      buffer_before_minutes: before,
      buffer_after_minutes: after,
      clinic_ids: [arena.scene.clinicId],
      practitioner_ids: [practitioner],
    };
    return {
      sharing: await made("/services", { ...offered, buffers_shareable: true }),
      alone: await made("/services", { ...offered, buffers_shareable: false }),
    };
  }

  test.each([
    ["all share", (_: number) => true],
    ["every third shares with nobody", (i: number) => i % 3 > 0],
  ])("shared buffers hold while rivals race for every minute beside each other (%s)", async (_, sharesAt) => {
    const patients = await arena.scene.patients(80);
    for (let round = 0; round < 3; round++) {
      const [practitioner] = await arena.scene.practitioners(1);
      const { sharing, alone } = await openServices(practitioner);
      // Each minute of three hours once or not at all, in an order that has nothing to do with time.
      const wanted = Array.from({ length: 80 }, (_, i): Booked => ({ shares: sharesAt(i), start: (i * 77) % 181 }));
      const answers = await atOnce(80, (i) =>
        book({
          patient: patients[i],
          service: wanted[i]!.shares ? sharing : alone,
          practitioner,
          startsAt: startOn(arena.now, 8 + round, 60 + wanted[i]!.start, 1),
        }),
      );
      const won = wanted.filter((_, i) => answers[i]!.status === 201);
      const lost = wanted.filter((_, i) => answers[i]!.status === 409);
      expect(won.length + lost.length).toBe(80);
      for (const [i, one] of won.entries()) expect(won.slice(i + 1).filter((other) => collide(one, other))).toEqual([]);
      // Nobody is sent away from a start that nobody has.
      expect(lost.filter((one) => !won.some((other) => collide(one, other)))).toEqual([]);
      for (const answer of answers.filter(({ status }) => status === 409))
        expect(["claimed", "buffer"]).toEqual(expect.arrayContaining(codesOf(answer)));
    }
  });

  test("shared buffers are as long as the longer one on either side of a booking, to the minute", async () => {
    const patients = await arena.scene.patients(33);
    const [practitioner] = await arena.scene.practitioners(1);
    const { sharing } = await openServices(practitioner);
    for (let round = 0; round < 4; round++) {
      const middle = 60 + 180 * round;
      const at = (patient: number, start: number) =>
        book({
          patient: patients[patient],
          service: sharing,
          practitioner,
          startsAt: startOn(arena.now, 12, start, 1),
        });
      expect((await at(32, middle)).status).toBe(201);
      // Sixteen before, the last of which would end with it; sixteen after.
      const gaps = Array.from({ length: 16 }, (_, gap) => gap);
      const starts = gaps.flatMap((gap) => [middle - minutes - gap, middle + minutes + gap]);
      const answers = await atOnce(32, (i) => at(i, starts[i]!));
      expect(tally(answers)).toEqual({ 201: 2, 409: 30 });
      const won = starts.filter((_, i) => answers[i]!.status === 201).sort((a, b) => a - b);
      expect(won[0]).toBeLessThanOrEqual(middle - minutes - 10);
      expect(won[1]).toBeGreaterThanOrEqual(middle + minutes + 10);
    }
  });
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
