import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Arena, openArena } from "../arena.ts";
import { crossing } from "./crossing.ts";
import { openPractice } from "./practice.ts";
import { crowd, race, type RaceReport } from "./race.ts";
import { expectNothing, full, replayOf, rounds } from "./seed.ts";
import { neighbours, patientsOfManyDesks, rivalsForBuffers, rivalsForStarts, sharesOfDays, triples } from "./wishes.ts";

/** Rivals for the same time and neighbours in time, over HTTP: who wins fits beside all others who won, and nobody else would. */
const file = "starts";
const connections = 24;
let arena: Arena;

beforeAll(async () => {
  arena = await openArena("on_booking", { connections });
});
afterAll(() => arena.close());

function expectClean(what: string, { findings, won, lost, loserP99 }: RaceReport): void {
  const refused = lost === 0 ? "nobody refused" : `${lost} refused, 99 % of them within ${Math.ceil(loserP99)} ms`;
  console.log(`${what}: ${won} had it, ${refused}`);
  expectNothing(findings, file);
  if (full) expect(loserP99).toBeLessThanOrEqual(1_000);
}

describe(`repeat with ${replayOf(file)}`, { timeout: 600_000 }, () => {
  test("50 rivals at once, of several starts, lengths and resources", async () => {
    const practice = await openPractice(arena, { doctors: 4, rooms: 3, machines: 3, patients: 50 });
    await arena.scene.generateSlots(10);
    const wishes = await rivalsForStarts(practice, rounds(10, 100));
    expectClean("Rivals", await race(arena, practice, wishes, { askAgain: rounds(3, 10) }));
  });

  test("rivals for the minutes that a shared buffer keeps free", async () => {
    const practice = await openPractice(arena, { doctors: 1, patients: 20 });
    expectClean("Buffers", await race(arena, practice, await rivalsForBuffers(practice, rounds(6, 60))));
  });

  test("20 desks that book the same few patients with different doctors", async () => {
    const practice = await openPractice(arena, { doctors: 20, patients: 3 });
    const report = await race(arena, practice, await patientsOfManyDesks(practice, rounds(6, 60)));
    expectClean("Patients", report);
    expect(report.lost).toBeGreaterThan(0);
  });

  test.each([20, 30])("32 neighbours of one doctor at once, %i minutes each", async (minutes) => {
    const practice = await openPractice(arena, { doctors: 1, patients: 32 });
    await arena.scene.generateSlots(21);
    const days = rounds(4, 20);
    const report = await race(arena, practice, await neighbours(practice, days, minutes));
    expectClean("Neighbours", report);
    expect(report).toMatchObject({ won: 32 * days, lost: 0 });
  });

  test("32 clients who book a doctor's free starts one after the other", async () => {
    const practice = await openPractice(arena, { doctors: 1, patients: 32 });
    await arena.scene.generateSlots(41);
    const days = rounds(5, 40);
    const report = await crowd(arena, practice, await sharesOfDays(practice, days));
    expectClean("One doctor", report);
    expect(report).toMatchObject({ won: 32 * days, lost: 0 });
  });

  test("24 clients for triples of doctor, room and machine, in any order", async () => {
    const practice = await openPractice(arena, { doctors: 4, rooms: 4, machines: 4, patients: 24 });
    expectClean("Triples", await race(arena, practice, await triples(practice, rounds(10, 150))));
  });

  test("a crowd that takes three resources crosswise, all at one moment", async () => {
    const practice = await openPractice(arena, { doctors: 1, rooms: 1, machines: 1, patients: 12 });
    expectNothing(await crossing(arena, practice, rounds(3, 20)), file);
  });

  test("no deadlock", async () => {
    expect(await arena.endAndCountDeadlocks()).toBe(0);
  });
});
