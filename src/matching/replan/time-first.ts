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

/**
 * The ways that keep the most times, and of these the cheapest, if rooms are left aside; null when there are not rooms for them.
 * Where there are, nothing is better: rooms only take away.
 */
export async function byPeople(ways: Ways, weights: Weights, goOn: GoOn): Promise<Together | null> {
  const { picks, cost, bound } = await choose(timeFirst(ways, weights), goOn);
  const seated = await seatsFor(
    picks.map((pick, i) => ways[i]![pick]!),
    goOn,
  );
  return seated && { picks: seated, exact: cost === bound };
}

/** The same with rooms: every seat of every way is a choice of its own. */
export async function bySeats(ways: Ways, weights: Weights, goOn: GoOn): Promise<Together> {
  const seated = ways.map((own) => own.flatMap((way) => way.seats.map((seat): Seated => ({ way, seat }))));
  const choices = timeFirst(
    seated.map((own) => own.map(({ way, seat }) => ({ ...way, takes: seat.takes }))),
    weights,
  );
  const { picks, cost, bound } = await choose(choices, goOn);
  const whole = ways.every((own) => !own.some(({ partial }) => partial));
  return { picks: picks.map((pick, i) => seated[i]![pick]!), exact: whole && cost === bound };
}

type Ways = readonly (readonly Way[])[];

/** Every way that does not keep the time costs more than all others together can: so as few as possible do not. */
function timeFirst(ways: Ways, { call_list }: Weights): Choice[][] {
  const lost = ways.length * call_list + 1;
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
