import { localDayOfMinute } from "../../core/zones.ts";
import type { Weights } from "../problem.ts";
import type { Moving } from "./moving.ts";
import { callList, type Option, optionsOn, sameTime, type Way, waysOf } from "./ways.ts";

/** The most days by which anything is moved, to either side. */
export const mostDays = 28;

/** The ways of one appointment, the cheapest first, found as far as they are asked for. Nothing dearer than a call is proposed. */
export class WaysOf {
  readonly #moving: Moving;
  readonly #weights: Weights;
  readonly #day: number;
  readonly #kept: Way[];
  readonly #call: Way;
  #found: Option[] = [];
  readonly #ways = new Map<Option, Way[]>();
  /** Days up to so many away are found. */
  #away = -1;

  constructor(moving: Moving, weights: Weights) {
    this.#moving = moving;
    this.#weights = weights;
    this.#day = localDayOfMinute(moving.was.start, moving.timezone);
    this.#kept = sameTime(moving, weights).filter(({ cost }) => cost <= weights.call_list);
    this.#call = callList(moving, weights);
  }

  /** All that keep the time, those of so many other starts, and the call list; `rest` is what those cost at least that are left, if there are any. */
  first(count: number): { ways: Way[]; rest: number | null } {
    while (this.#known().length <= count && !this.#isWhole()) this.#goOn();
    const known = this.#known();
    const rest = known[count]?.cost ?? (this.#isWhole() ? null : this.#reach());
    const others = known.slice(0, count).flatMap((option) => this.#waysOf(option));
    return { ways: [...this.#kept, ...others, this.#call], rest };
  }

  /** What no way of a day further away costs less than. */
  #reach = (): number => (this.#away + 1) * this.#weights.moved_day;
  #isWhole = (): boolean => this.#away >= mostDays || this.#reach() > this.#weights.call_list;
  #known = (): Option[] => (this.#isWhole() ? this.#found : this.#found.filter(({ cost }) => cost <= this.#reach()));

  #waysOf(option: Option): Way[] {
    const ways = this.#ways.get(option) ?? waysOf(this.#moving, option);
    this.#ways.set(option, ways);
    return ways;
  }

  #goOn(): void {
    const away = ++this.#away;
    const days = away === 0 ? [this.#day] : [this.#day - away, this.#day + away];
    const options = days.flatMap((day) => optionsOn(this.#moving, day, this.#weights));
    const affordable = options.filter(({ cost }) => cost <= this.#weights.call_list);
    this.#found = [...this.#found, ...affordable].sort((a, b) => a.cost - b.cost || a.start - b.start);
  }
}
