import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../rivals.ts";

/** One hold that runs out, with a confirmation and a rival around that moment; milliseconds after it. */
export interface Trial {
  startsAt: string;
  /** Trials of one round begin one after the other, so that each has the server almost to itself when its tick comes. */
  beginsAfter: number;
  confirmAfter: number;
  rivalAfter: number;
  hold: () => Promise<Answer>;
  confirm: (id: string) => Promise<Answer>;
  book: () => Promise<Answer>;
}

export interface Tick {
  startsAt: string;
  confirm: Timed;
  rival: Timed;
}

interface Timed {
  status: number;
  code: unknown;
  /** When it was really sent and answered, in milliseconds after the hold ran out. */
  sent: number;
  answered: number;
}

export async function tickOf(trial: Trial): Promise<Tick> {
  await sleep(trial.beginsAfter);
  const { status, body } = await trial.hold();
  if (status !== 201) throw new Error(`The hold was answered ${status}: ${JSON.stringify(body)}`);
  const { id, hold_expires_at } = body["appointment"] as { id: string; hold_expires_at: string };
  const expires = Date.parse(hold_expires_at);
  const at = async (after: number, call: () => Promise<Answer>): Promise<Timed> => {
    await sleep(expires + after - Date.now());
    const sent = Date.now() - expires;
    const answer = await call();
    return { status: answer.status, code: answer.body["code"], sent, answered: Date.now() - expires };
  };
  const [confirm, rival] = await Promise.all([
    at(trial.confirmAfter, () => trial.confirm(id)),
    at(trial.rivalAfter, trial.book),
  ]);
  return { startsAt: trial.startsAt, confirm, rival };
}

/** What cannot be: both have it, an unclean answer, or a refusal of somebody who came when it was free for sure. */
export function judgeTick(tick: Tick): string[] {
  const { confirm, rival } = tick;
  const [confirmed, booked] = [confirm.status === 200, rival.status === 201];
  const wrong = [
    confirmed && booked ? "both have it" : "",
    confirmed || (confirm.status === 409 && confirm.code === "hold_expired") ? "" : "an unclean confirmation",
    booked || (rival.status === 409 && rival.code === "slot_taken") ? "" : "an unclean refusal",
    !confirmed && confirm.answered < 0 ? "the confirmation was refused before the hold ran out" : "",
    confirmed && confirm.sent > 0 ? "it was confirmed after it had run out" : "",
    !booked && !confirmed && rival.sent > 0 ? "the rival was refused what was free" : "",
    booked && rival.answered < 0 ? "the rival had it while it was held" : "",
  ];
  return wrong.filter((what) => what !== "").map((what) => `${what}: ${JSON.stringify(tick)}`);
}
