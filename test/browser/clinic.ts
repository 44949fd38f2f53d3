import { Temporal } from "temporal-polyfill";
import { openServer } from "../../src/main.ts";
import { openTestDatabase } from "../database.ts";
import { Desk } from "./desk.ts";
import { type Furnished, furnish, password } from "./furnish.ts";

export interface Clinic extends Furnished, AsyncDisposable {
  url: string;
  /** How far the clinic's clock is ahead of the machine's: browsers are set to it when they open. */
  aheadMs: number;
  /** Date at the clinic. */
  date: string;
  /** The instant of a wall time of that date, as the API writes it. */
  at(time: string): string;
  /** Lets the clinic's clock pass; browsers that are open have clocks of their own. */
  pass(minutes: number): void;
  /** A signed-in receptionist, for arranging. */
  desk: Desk;
}

const zone = "Africa/Cairo";

/**
 * A real server on a database of its own, furnished with a clinic where it is Monday, 08:00, whenever the test runs:
 * the clock runs, and the whole day lies ahead.
 */
export async function openClinic(): Promise<Clinic> {
  const opensAt = nextMonday();
  const aheadMs = opensAt.epochMilliseconds - Temporal.Now.instant().epochMilliseconds;
  let passedMs = 0;
  const now = () => Temporal.Now.instant().add({ milliseconds: aheadMs + passedMs });
  const database = await openTestDatabase();
  const server = await openServer({
    ownerUrl: database.ownerUrl,
    host: "127.0.0.1",
    port: 0,
    logLevel: "error",
    checkAnswers: true,
    now,
  });
  const furnished = await furnish(server);
  return {
    ...furnished,
    url: server.url,
    get aheadMs() {
      return aheadMs + passedMs;
    },
    date: opensAt.toPlainDate().toString(),
    at: (time) => opensAt.withPlainTime(time).toInstant().toString(),
    pass(minutes) {
      passedMs += minutes * 60_000;
    },
    desk: await Desk.signIn(server.url, furnished.emails.receptionist, password),
    async [Symbol.asyncDispose]() {
      await server.close();
      await database.drop();
    },
  };
}

function nextMonday(): Temporal.ZonedDateTime {
  const today = Temporal.Now.zonedDateTimeISO(zone);
  return today.add({ days: 8 - today.dayOfWeek }).withPlainTime("08:00");
}
