/** What a rival asks for: minutes on resources. Enough to say, without the program under test, who can have it beside whom. */
export interface Wish {
  patient: string;
  /** Everything that it takes, for as long as it lasts, with the buffers around it. */
  resources: readonly string[];
  /** Minutes since the opening of the first day. */
  start: number;
  minutes: number;
  before: number;
  after: number;
  /** Between two who share, the gap is the longer buffer; otherwise it is the sum of both. */
  shares: boolean;
}

/** Whether only one of the two can be had: the meaning of decisions 0010 and 0015 in a few lines. */
export function collide(one: Wish, other: Wish): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  const gap = second.start - (first.start + first.minutes);
  if (one.patient === other.patient && gap < 0) return true;
  if (!one.resources.some((resource) => other.resources.includes(resource))) return false;
  const buffer = one.shares && other.shares ? Math.max(first.after, second.before) : first.after + second.before;
  return gap < buffer;
}

export interface Outcome {
  wish: Wish;
  status: number;
  code: string | undefined;
  milliseconds: number;
}

/**
 * What is wrong with the outcome of a race: an answer that is neither a booking nor a clean conflict, two winners who cannot both
 * have it, or a loser who could still have it beside every winner. Nothing wrong means that the winners are a maximal set.
 */
export function judge(outcomes: readonly Outcome[]): string[] {
  const winners = outcomes.filter(({ status }) => status === 201).map(({ wish }) => wish);
  const losers = outcomes.filter(({ status }) => status !== 201);
  const strange = losers.filter(({ status, code }) => status !== 409 || code !== "slot_taken");
  const pairs = winners.flatMap((one, i) => winners.slice(i + 1).map((other) => [one, other] as const));
  return [
    ...strange.map(({ wish, status, code }) => `answered ${status} ${code}: ${say(wish)}`),
    ...pairs.filter((pair) => collide(...pair)).map(([one, other]) => `winners overlap: ${say(one)} and ${say(other)}`),
    ...losers
      .filter(({ wish }) => !winners.some((winner) => collide(wish, winner)))
      .map(({ wish }) => `refused although it was free: ${say(wish)}`),
  ];
}

const say = ({ patient, resources, start, minutes, before, after, shares }: Wish): string =>
  `${patient.slice(-4)} at ${start}+${minutes} (${before}/${after}${shares ? " shared" : ""}) on ${resources.map((id) => id.slice(-4)).join(" ")}`;
