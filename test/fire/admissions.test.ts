import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../server.ts";
import { atOnce, Rival, tally } from "../rivals.ts";
import { WardScene } from "../ward-scene.ts";
import { Random, replayOf, rounds } from "./seed.ts";

/**
 * A hundred who want the ten beds of one morning, morning after morning: ten are admitted to each, in as many beds, and who is
 * refused is told where there is room. In every fifth a bed goes out of service meanwhile: then nine beds have patients, and a tenth
 * patient is only there when it was admitted before.
 */
const replay = replayOf("admissions.test.ts");
const beds = 10;
const rivals = rounds(30, 100);
const mornings = rounds(10, 50);

let server: TestServer;
let ward: WardScene;
let rival: Rival;
let patients: string[];

beforeAll(async () => {
  server = await openTestServer({ connections: 16 });
  ward = await WardScene.open(server, { slug: "rivals", beds, weekdays: [1, 2, 3, 4, 5, 6, 7] });
  await ward.generate("2026-11-19", "2027-01-20");
  rival = new Rival(server.url, ward.ids.accounts.admin.token);
  patients = await Promise.all(Array.from({ length: rivals }, () => ward.patient()));
}, 120_000);
afterAll(() => server.close());

test(`${rivals} rivals for ${beds} beds, ${mornings} times (${replay})`, { timeout: 300_000 }, async () => {
  const sessions = (await ward.sessions("2026-11-19", "2027-01-20")).slice(0, mornings);
  expect(sessions).toHaveLength(mornings);
  for (const [round, session] of sessions.entries()) {
    const random = new Random("admissions", round);
    const breaks = round % 5 === 4 ? random.pick(ward.bedIds) : null;
    const order = random.shuffled(patients);
    const breaking =
      breaks === null
        ? null
        : rival.post(`/sessions/${session.id}/beds/${breaks}`, { status: "out_of_service", reason: "Leak" });
    const answers = await atOnce(rivals, async (i) => {
      const bed_id = random.chance(0.3) ? random.pick(ward.bedIds) : undefined;
      const wanted = { patient_id: order[i], ...(bed_id !== undefined && { bed_id }) };
      const answer = await rival.post(`/sessions/${session.id}/admissions`, wanted);
      // Who wanted a certain bed takes any other.
      const isElsewhere = answer.body["code"] === "bed_taken" || answer.body["code"] === "bed_out_of_service";
      return isElsewhere ? await rival.post(`/sessions/${session.id}/admissions`, { patient_id: order[i] }) : answer;
    });
    const broken = await breaking;
    const stranded = ((broken?.body["stranded"] ?? []) as object[]).length;
    const room = breaks === null ? beds : beds - 1 + stranded;
    expect([round, broken?.status ?? 200, tally(answers)]).toEqual([round, 200, { 201: room, 409: rivals - room }]);
    const refusals = answers.filter(({ status }) => status === 409).map(({ body }) => body["code"]);
    expect(new Set(refusals)).toEqual(new Set(["session_full"]));
    const held = await ward.beds(session.id);
    expect([round, held.size, new Set(held.values()).size]).toEqual([round, room, room]);
    if (stranded === 0 && breaks !== null) expect([...held.values()]).not.toContain(breaks);
  }
  expect(await server.verify()).toEqual([]);
});
