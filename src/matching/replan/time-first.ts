import type { Weights } from "../problem.ts";
import type { Choice } from "./choices.ts";
import { choose, type GoOn } from "./choose.ts";
import type { Seat, Way } from "./ways.ts";

export interface Seated {
  way: Way;
  seat: Seat;
}

/** Of each appointment's ways one, none of them in another's way; and whether nothing is better. */
export interface Together {
  picks: Seated[];
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
  const { picks, exact } = await chooseWays(sources, weights, goOn, (way) => [way]);
  const seated = await seatsFor(picks, goOn);
  return seated && { picks: seated, exact };
}

/** The same with rooms: every seat of every way is a choice of its own. */
export async function bySeats(sources: readonly Source[], weights: Weights, goOn: GoOn): Promise<Together> {
  const apart = (way: Way): Way[] => way.seats.map((seat) => ({ ...way, takes: seat.takes, seats: [seat] }));
  const { picks, exact } = await chooseWays(sources, weights, goOn, apart);
  const seated = picks.map((way) => ({ way, seat: way.seats[0]! }));
  return { picks: seated, exact: exact && picks.every(({ partial }) => !partial) };
}

/**
 * Whatever is not looked at yet is taken for free of everybody, at the least that it can cost. Who is given that is looked at further;
 * once nobody is, nothing that was left out could have been better.
 */
async function chooseWays(
  sources: readonly Source[],
  weights: Weights,
  goOn: GoOn,
  split: (way: Way) => Way[],
): Promise<{ picks: Way[]; exact: boolean }> {
  const counts = sources.map(() => atFirst);
  for (let open = true; ;) {
    const heads = sources.map((source, i) => source(counts[i]!));
    const ways = heads.map((head) => head.ways.flatMap(split));
    const beyond = heads.map(({ rest }) => (open && rest !== null && rest < weights.call_list ? [unseen(rest)] : []));
    const offered = ways.map((own, i) => [...own.map(choiceOf), ...beyond[i]!]);
    const { picks, cost, bound } = await choose(timeFirst(offered, weights), goOn);
    const further = [...picks.keys()].filter((i) => picks[i]! >= ways[i]!.length);
    if (further.length === 0) return { picks: picks.map((pick, i) => ways[i]![pick]!), exact: open && cost === bound };
    for (const i of further) counts[i]! *= 3;
    open = await goOn();
  }
}

type Priced = Choice & Pick<Way, "keepsTime">;
const choiceOf = ({ takes, session, cost, keepsTime }: Way): Priced => ({ takes, session, cost, keepsTime });
const unseen = (cost: number): Priced => ({ takes: [], session: null, cost, keepsTime: false });

/** Every way that does not keep the time costs more than all others together can: so as few as possible do not. */
function timeFirst(ways: readonly (readonly Priced[])[], { call_list }: Weights): Choice[][] {
  const lost = (ways.length + 1) * Math.max(1, call_list);
  return ways.map((own) =>
    own.map(({ takes, session, cost, keepsTime }) => ({ takes, session, cost: cost + (keepsTime ? 0 : lost) })),
  );
}

/** A seat for each, if there are seats for all. */
async function seatsFor(ways: readonly Way[], goOn: GoOn): Promise<Seated[] | null> {
  const none: Choice = { cost: 1, takes: [], session: null };
  const jobs = ways.map(({ seats }) => [...seats.map(({ takes }) => ({ cost: 0, takes, session: null })), none]);
  const { picks, cost } = await choose(jobs, goOn);
  return cost > 0 ? null : picks.map((pick, i) => ({ way: ways[i]!, seat: ways[i]!.seats[pick]! }));
}
