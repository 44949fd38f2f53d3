import type { HanguFile } from "../../hangu-file.ts";

/** One patient's way through a morning, in seconds since the first arrival. */
export interface Consultation {
  arrives: number;
  starts: number;
  ends: number;
  /** Null who leaves without paying. */
  pays: number | null;
}

/** So many patients sit and wait when the doctor begins, and as many whenever one of them goes in. */
const waiting = 3;
const early = 10 * 60;

/**
 * The consultations of one session of the file, in their order. The file does not say when patients came. So the first few came ten
 * minutes before the doctor began, and each other one when the third before them went in: waits that anybody can compute from the file.
 */
export function morningOf({ bytes }: HanguFile, session: string): Consultation[] {
  const [head = "", ...lines] = bytes.toString().trim().split(/\r?\n/);
  const columns = head.split(",");
  const rows = lines.map((line) => new Map(line.split(",").map((value, i) => [columns[i]!, value])));
  const told = rows
    .filter((row) => row.get("Session") === session)
    .map((row) => {
      const starts = secondsOf(row.get("StartTime")!)!;
      return { starts, ends: starts + Number(row.get("ServTime")), pays: secondsOf(row.get("PayTime")!) };
    })
    .sort((a, b) => a.starts - b.starts);
  const opens = told[0]!.starts - early;
  return told.map(({ starts, ends, pays }, i) => ({
    arrives: i < waiting ? 0 : told[i - waiting]!.starts - opens,
    starts: starts - opens,
    ends: ends - opens,
    pays: pays === null ? null : pays - opens,
  }));
}

function secondsOf(text: string): number | null {
  const match = /^(\d+):(\d+):(\d+)$/.exec(text);
  return match && Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}

export type Step = "arrives" | "starts" | "ends" | "pays";

/** What happens one after the other: at one moment somebody ends before the next begins, and begins before the next comes. */
export function stepsOf(morning: readonly Consultation[]): { who: number; step: Step; at: number }[] {
  const order: Step[] = ["ends", "pays", "starts", "arrives"];
  return morning
    .flatMap((consultation, who) =>
      order.flatMap((step) => {
        const at = consultation[step];
        return at === null ? [] : [{ who, step, at }];
      }),
    )
    .sort((a, b) => a.at - b.at || order.indexOf(a.step) - order.indexOf(b.step) || a.who - b.who);
}

/** How many wait, are inside, and were treated, when these steps have been made. */
export function countsAfter(steps: readonly { step: Step }[]) {
  const made = (wanted: Step) => steps.filter(({ step }) => step === wanted).length;
  return {
    waiting: made("arrives") - made("starts"),
    in_progress: made("starts") - made("ends"),
    completed: made("ends"),
    paid: made("pays"),
  };
}
