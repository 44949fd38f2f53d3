import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, test } from "vitest";
import { openServer, type RunningServer } from "../../src/main.ts";
import { verifyLaws } from "../../src/interop/laws/verify-laws.ts";
import { appUrlOf } from "../../src/platform/app-role.ts";
import { openTestDatabase, type TestDatabase } from "../database.ts";
import { openDesk } from "./model/open-desk.ts";
import { bookingVerbs } from "./model/booking-verbs.ts";
import { compare, houseVerbs } from "./model/house-verbs.ts";
import { undoVerbs } from "./model/undo-verbs.ts";
import { visitVerbs } from "./model/visit-verbs.ts";
import { emptyWorld } from "./model/world.ts";
import { replayOf, rounds, seed } from "./seed.ts";

/** Random days at a desk against a model that knows nothing of the program: every answer is as expected, and the laws hold. */
const file = "model";
const monday = Temporal.Instant.from("2026-11-02T00:00:00Z");
let now = monday.add({ hours: 8 });
let database: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  database = await openTestDatabase();
  const address = { ownerUrl: database.ownerUrl, host: "127.0.0.1", port: 0 };
  server = await openServer({
    ...address,
    logLevel: "silent",
    checkAnswers: true,
    keepsInventory: false,
    now: () => now,
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const verbs = [...bookingVerbs, ...undoVerbs, ...visitVerbs, ...houseVerbs];

describe(`repeat with ${replayOf(file)}`, { timeout: 1_200_000 }, () => {
  test(`${verbs.length} verbs in any order`, async () => {
    const days = fc.asyncProperty(fc.commands(verbs, { maxCommands: 60, size: "max" }), async (commands) => {
      const setClock = (minute: number) => (now = monday.add({ minutes: minute }));
      setClock(8 * 60);
      const { desk, scene } = await openDesk(server, appUrlOf(database.ownerUrl), { monday, setClock });
      try {
        const world = emptyWorld();
        await fc.asyncModelRun(() => ({ model: world, real: desk }), commands);
        await compare(world, desk);
        const [breach] = await verifyLaws(scene.postgres, scene.organizationId);
        if (breach) throw new Error(`Law ${breach.law} is broken: ${JSON.stringify(breach)}`);
      } finally {
        await scene.close();
      }
    });
    await fc.assert(days, { numRuns: rounds(15, 300), seed });
  });
});
