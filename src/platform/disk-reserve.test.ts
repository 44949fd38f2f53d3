import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { DiskReserve, reactToSpace } from "./disk-reserve.ts";

const fine = { full: false, held: true };
const without = { full: false, held: false };
const full = { full: true, held: false };

test.for([
  ["plenty of room", fine, 1_000, "nothing"],
  ["less room than the reserve", fine, 60, "nothing"],
  ["half of the reserve", fine, 50, "nothing"],
  ["less than half of the reserve", fine, 49, "release"],
  ["nothing at all", fine, 0, "release"],
  ["room, and no reserve yet", without, 200, "take"],
  ["hardly room for a reserve", without, 199, "nothing"],
  ["no room, and never a reserve", without, 49, "release"],
  ["full, and nobody has made room", full, 0, "nothing"],
  ["full, with the room that the reserve gave", full, 149, "nothing"],
  ["full, with nearly enough room", full, 199, "nothing"],
  ["room again", full, 200, "take"],
  ["full, with a reserve that could not be removed", { full: true, held: true }, 10, "release"],
] as const)("%s", ([, state, free, reaction]) => {
  expect(reactToSpace(state, free, 100)).toBe(reaction);
});

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "tessera-reserve-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

async function openReserve(where: string, megabytes: number): Promise<DiskReserve> {
  const reserve = await DiskReserve.open(where, megabytes, () => {});
  onTestFinished(() => reserve.stop());
  return reserve;
}

test("takes its room once, and makes anew what a crash has left half made", async () => {
  const where = folder();
  writeFileSync(join(where, "reserve"), "half");
  await openReserve(where, 2);
  const reserveOf = () => statSync(join(where, "reserve"));
  await expect.poll(() => reserveOf().size).toBe(2 * 1_048_576);
  const { mtimeMs } = reserveOf();
  await openReserve(where, 2);
  await sleep(1_200); // it looks every second
  expect(reserveOf().mtimeMs).toBe(mtimeMs);
});

test("nothing is kept where none is wanted", async () => {
  const where = folder();
  expect((await openReserve(where, 0)).full).toBe(false);
  expect(existsSync(join(where, "reserve"))).toBe(false);
});
