import { continuityCost, gapCost, lateCost, requestCost, startCost } from "../costs.ts";
import type { Demand } from "../problem.ts";
import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import { isElsewhere } from "./day-table.ts";

/** A series that a request could get, and what it costs without prices. */
export interface Column {
  ask: number;
  starts: readonly number[];
  cost: number;
}

export interface EnumerateTerms {
  prices: Float64Array;
  /** What a series may cost at these prices. */
  limit: number;
  /** How many there may be. */
  most: number;
  /** Whether the time is over. */
  isLate: () => boolean;
}

/** After so many candidates the clock is asked. */
const lookup = 4096;

/**
 * Every series of a request that costs no more than `limit`, the one of no session included; null when there are too many, or the time
 * is over. No plan that is better than the one known has any other, when the limit is chosen accordingly.
 */
export function enumerateSeries(
  board: Board,
  ask: Ask,
  { prices, limit, most, isLate }: EnumerateTerms,
): Column[] | null {
  const days = candidatesByDay(board, ask, prices, limit);
  const columns: Column[] = [];
  const chosen: Candidate[] = [];
  let looked = 0;
  let tried = 0;
  const add = (): boolean => {
    const daysOf = chosen.map(({ day }) => day + board.clock.firstDay);
    if (!keepsDistance(ask.demand, daysOf)) return true;
    const spots = chosen.map(({ start }) => spotOf(board, start));
    const cost = requestCost(board.problem, ask.demand, spots);
    const starts = chosen.map(({ start }) => start);
    if (cost + starts.reduce((sum, start) => sum + prices[start]!, 0) > limit) return true;
    columns.push({ ask: ask.at, starts, cost });
    return columns.length <= most;
  };
  const extend = (from: number, paid: number): boolean => {
    if (++looked > most * 200 || !add()) return false;
    if (chosen.length === ask.sessions) return true;
    for (let i = from; i < days.length; i++) {
      const { day, part, candidates } = days[i]!;
      const last = chosen.at(-1);
      const gap = last && last.part === part ? day - last.day : null;
      if (gap !== null && (gap < ask.fewest || gap > ask.most)) continue;
      const late = lateCost(ask.demand, board.problem.weights, chosen.length + 1 + part, day + board.clock.firstDay);
      for (const candidate of candidates) {
        if (++tried % lookup === 0 && isLate()) return false;
        let cost = paid + candidate.cost + late;
        if (last && gap !== null)
          cost +=
            gapCost(ask.demand, board.problem.weights, gap) +
            continuityCost(board.problem.weights, last.practitionerId, candidate.practitionerId);
        if (cost > limit) continue;
        chosen.push(candidate);
        const isDone = extend(i + 1, cost);
        chosen.pop();
        if (!isDone) return false;
      }
    }
    return true;
  };
  return extend(0, 0) ? columns : null;
}

interface Candidate {
  start: number;
  day: number;
  part: number;
  cost: number;
  practitionerId: string | null;
}

function candidatesByDay(board: Board, ask: Ask, prices: Float64Array, limit: number) {
  const days = [];
  for (let day = ask.first; day < ask.end; day++) {
    if (ask.fixed.some((one) => one.day === day)) continue;
    const part = ask.fixed.filter((one) => one.day < day).length;
    const candidates: Candidate[] = [];
    for (const at of ask.tracks) {
      const { dayFrom } = board.tracks[at]!;
      const { practitionerId } = board.problem.offerings[at]!;
      for (let start = dayFrom[day]!; start < dayFrom[day + 1]!; start++) {
        const spot = spotOf(board, start);
        const cost = startCost(board.problem, ask.demand, spot.offering, spot.start) + prices[start]!;
        if (cost <= limit && !isElsewhere(board, ask, at, start))
          candidates.push({ start, day, part, cost, practitionerId });
      }
    }
    if (candidates.length > 0) days.push({ day, part, candidates });
  }
  return days;
}

export function spotOf({ tracks, trackOf }: Board, start: number): { offering: number; start: number } {
  const offering = trackOf[start]!;
  return { offering, start: start - tracks[offering]!.base };
}

/** Whether sessions on these days keep their distance from each other and from those that are booked. */
export function keepsDistance(demand: Demand, days: readonly number[]): boolean {
  const all = [...days.map((day) => ({ day, isNew: true })), ...demand.fixedDays.map((day) => ({ day, isNew: false }))];
  all.sort((a, b) => a.day - b.day);
  return all.every(({ day, isNew }, i) => {
    const before = all[i - 1];
    if (!before || (!isNew && !before.isNew)) return true;
    const gap = day - before.day;
    return gap >= demand.minDaysBetween && gap <= (demand.maxDaysBetween ?? Infinity);
  });
}
