import type { Weights } from "../problem.ts";
import type { Choice } from "./choices.ts";
import { choose } from "./choose.ts";
import type { GoOn } from "./go-on.ts";
import type { Seat, Way } from "./ways.ts";

export interface Seated {
  way: Way;
  seat: Seat;
}

/** Of each appointment's ways one, none of them in another's way; what no others that keep as many times cost less than; and whether nothing is better. */
export interface Together {
  picks: Seated[];
  bound: number;
  exact: boolean;
}

/** The ways of one appointment, the first so many, as far as they are free; see `WaysOf`. */
export type Source = (count: number) => { ways: readonly Way[]; rest: number | null };

/** So many ways besides those that keep the time are looked at first. */
const atFirst = 16;

/**
 * The ways that keep the most times, and of these the cheapest, if rooms are left aside; null when there are not rooms for them.
 * Where there are, nothing is better: rooms only take away.
 */
export async function byPeople(sources: readonly Source[], weights: Weights, goOn: GoOn): Promise<Together | null> {
  const { picks, ...found } = await chooseWays(sources, weights, goOn, (way) => [way]);
  const seated = await seatsFor(picks, goOn);
  return seated && { ...found, picks: seated };
}

/** The same with rooms: every seat of every way is a choice of its own. */
export async function bySeats(sources: readonly Source[], weights: Weights, goOn: GoOn): Promise<Together> {
  const apart = (way: Way): Way[] => way.seats.map((seat) => ({ ...way, takes: seat.takes, seats: [seat] }));
  const { picks, bound, exact } = await chooseWays(sources, weights, goOn, apart);
  const seated = picks.map((way) => ({ way, seat: way.seats[0]! }));
  const whole = picks.every(({ partial }) => !partial);
  return { picks: seated, bound: whole ? bound : 0, exact: exact && whole };
}

/**
 * Whatever is not looked at yet is taken for free of everybody, at the least that it can cost. Where something better could be among it
 * more is looked at; once that is nowhere, nothing that was left out could have been better.
 */
async function chooseWays(
  sources: readonly Source[],
  weights: Weights,
  goOn: GoOn,
  split: (way: Way) => Way[],
): Promise<Omit<Together, "picks"> & { picks: Way[] }> {
  const counts = sources.map(() => atFirst);
  for (;;) {
    const heads = sources.map((source, i) => source(counts[i]!));
    const ways = heads.map((head) => head.ways.flatMap(split));
    const beyond = heads.map(({ rest }) => (rest !== null && rest < weights.call_list ? [unseen(rest)] : []));
    const offered = ways.map((own, i) => [...own.map(choiceOf), ...beyond[i]!]);
    const { picks, cost, bound, further } = await choose(timeFirst(offered, weights), goOn);
    if (further.length === 0 || !(await goOn())) {
      const found = picks.map((pick, i) => ways[i]![pick]!);
      const points = found.reduce((sum, way) => sum + way.cost, 0);
      return { picks: found, bound: points - (cost - bound), exact: cost === bound };
    }
    for (const i of further) counts[i]! *= 2;
  }
}

type Priced = Choice & Pick<Way, "keepsTime">;
const choiceOf = ({ takes, session, cost, keepsTime }: Way): Priced => ({ takes, session, cost, keepsTime });
const unseen = (cost: number): Priced => ({ takes: [], session: null, cost, keepsTime: false, unseen: true });

/** Every way that does not keep the time costs more than all others together can: so as few as possible do not. */
function timeFirst(ways: readonly (readonly Priced[])[], { call_list }: Weights): Choice[][] {
  const lost = (ways.length + 1) * Math.max(1, call_list);
  return ways.map((own) => own.map(({ keepsTime, ...way }) => ({ ...way, cost: way.cost + (keepsTime ? 0 : lost) })));
}

/** A seat for each, if there are seats for all. */
async function seatsFor(ways: readonly Way[], goOn: GoOn): Promise<Seated[] | null> {
  const none: Choice = { cost: 1, takes: [], session: null };
  const jobs = ways.map(({ seats }) => [...seats.map(({ takes }) => ({ cost: 0, takes, session: null })), none]);
  const { picks, cost } = await choose(jobs, goOn);
  return cost > 0 ? null : picks.map((pick, i) => ({ way: ways[i]!, seat: ways[i]!.seats[pick]! }));
}
