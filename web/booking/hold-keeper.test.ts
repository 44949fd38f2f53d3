import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Booked, NewHold } from "../api/types.ts";
import { HoldKeeper } from "./hold-keeper.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wishFor = (starts_at: string): NewHold => ({
  clinic_id: "c",
  patient_id: "p",
  service_id: "s",
  starts_at,
  booking_source: "phone",
});

/** A server that answers when it is told to, and whose clock stands in another year. */
function slowServer() {
  const said: string[] = [];
  const answers: (() => void)[] = [];
  const keeper = new HoldKeeper({
    hold: (wish) =>
      new Promise((resolve, reject) => {
        said.push(`hold ${wish.starts_at}`);
        const times = { hold_expires_at: "2001-01-01T09:05:00Z", created_at: "2001-01-01T09:00:00Z" };
        const booked = { appointment: { id: wish.starts_at, ...times } } as Booked;
        answers.push(() => (wish.starts_at === "taken" ? reject(new Error("taken")) : resolve(booked)));
      }),
    letGo: async (id) => void said.push(`let go ${id}`),
  });
  const answer = async () => {
    await vi.advanceTimersByTimeAsync(0);
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { keeper, said, answer };
}

test("a hold lasts as long as the server says, by whatever clock, and no longer", async () => {
  const { keeper, answer } = slowServer();
  keeper.want(wishFor("9:00"));
  await vi.advanceTimersByTimeAsync(2_000);
  await answer();
  expect(keeper.state()).toMatchObject({ is: "held", endsAt: Date.now() + 298_000 });
  await vi.advanceTimersByTimeAsync(297_999);
  expect(keeper.state().is).toBe("held");
  await vi.advanceTimersByTimeAsync(1);
  expect(keeper.state().is).toBe("over");
});

test("another choice lets go of the one before, also of one whose answer was not there yet", async () => {
  const { keeper, said, answer } = slowServer();
  keeper.want(wishFor("9:00"));
  await answer();
  keeper.want(wishFor("10:00"));
  await vi.advanceTimersByTimeAsync(0);
  keeper.want(wishFor("11:00"));
  await answer();
  await answer();
  expect(said).toEqual(["hold 9:00", "let go 9:00", "hold 10:00", "let go 10:00", "hold 11:00"]);
  expect(keeper.state()).toMatchObject({ is: "held", booked: { appointment: { id: "11:00" } } });
});

test("who leaves lets go, unless it is booked", async () => {
  const { keeper, said, answer } = slowServer();
  keeper.want(wishFor("9:00"));
  await answer();
  keeper.want(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual(["hold 9:00", "let go 9:00"]);
  keeper.want(wishFor("10:00"));
  await answer();
  await keeper.book(async () => "booked");
  keeper.want(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(said.slice(2)).toEqual(["hold 10:00"]);
});

test("what is left while it is being booked is let go only when it was not", async () => {
  const { keeper, said, answer } = slowServer();
  keeper.want(wishFor("9:00"));
  await answer();
  let refuse = (_: Error) => {};
  const booking = keeper.book(() => new Promise((_, reject) => (refuse = reject)));
  keeper.want(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual(["hold 9:00"]);
  refuse(new Error("too late"));
  await expect(booking).rejects.toThrow("too late");
  expect(said).toEqual(["hold 9:00", "let go 9:00"]);
});

test("a page that is closed lets go, and one that comes back says so", async () => {
  const { keeper, said, answer } = slowServer();
  keeper.want(wishFor("9:00"));
  await answer();
  keeper.leave();
  keeper.want(wishFor("9:00"));
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual(["hold 9:00", "let go 9:00"]);
  expect(keeper.state().is).toBe("over");
});

test("what was refused or ran out is tried again when asked, not by itself", async () => {
  const { keeper, said, answer } = slowServer();
  keeper.want(wishFor("taken"));
  await answer();
  expect(keeper.state().is).toBe("refused");
  keeper.want(wishFor("taken"));
  expect(said).toHaveLength(1);
  keeper.again();
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual(["hold taken", "hold taken"]);
});
