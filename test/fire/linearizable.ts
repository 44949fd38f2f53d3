/** One call of a history: when it was sent and when its answer came, on one clock. Unanswered calls never end. */
export interface Call<Op> {
  op: Op;
  invokedAt: number;
  /** Infinity when no answer came: it may have happened at any time since, or not at all. */
  answeredAt: number;
}

/** What one caller after the other would see. */
export interface Model<State, Op> {
  initial: State;
  /** Equal exactly for equal states. */
  keyOf(state: State): string;
  /** The state after the call, or null when it could not have been answered like that. */
  step(state: State, op: Op): State | null;
}

export type Verdict<Op> =
  | { linearizable: true; visited: number }
  /** `prefix` is the longest order that was found, `stuck` the calls of which none could come next. */
  | { linearizable: false; visited: number; prefix: Op[]; stuck: Op[] };

const mostVisited = 3_000_000;

/**
 * Whether there is an order of the calls, each at one moment between its sending and its answer, in which every answer is the
 * model's: the search of Wing and Gong (1993) with Lowe's memory of what was tried. Throws when it would take too long.
 */
export function linearize<State, Op>(calls: readonly Call<Op>[], model: Model<State, Op>): Verdict<Op> {
  const sorted = calls.toSorted((a, b) => a.invokedAt - b.invokedAt);
  const done = sorted.map(() => false);
  const order: Op[] = [];
  const tried = new Set<string>();
  let best: { prefix: Op[]; stuck: Op[] } = { prefix: [], stuck: [] };

  /** What may come next: everything that was sent before the first of the outstanding answers. */
  function open(): number[] {
    const found: number[] = [];
    let horizon = Infinity;
    for (let i = done.indexOf(false); i >= 0 && i < sorted.length && sorted[i]!.invokedAt <= horizon; i++) {
      if (done[i]) continue;
      found.push(i);
      horizon = Math.min(horizon, sorted[i]!.answeredAt);
    }
    return horizon === Infinity ? [] : found.filter((i) => sorted[i]!.invokedAt <= horizon);
  }

  function search(state: State): boolean {
    const next = open();
    if (next.length === 0) return true;
    const key = `${keyOfDone(done)} ${model.keyOf(state)}`;
    if (tried.has(key)) return false;
    if (tried.size >= mostVisited) throw new Error("The history is too long to decide.");
    tried.add(key);
    if (order.length >= best.prefix.length) best = { prefix: [...order], stuck: next.map((i) => sorted[i]!.op) };
    return next.some((i) => {
      const after = model.step(state, sorted[i]!.op);
      if (after === null) return false;
      done[i] = true;
      order.push(sorted[i]!.op);
      if (search(after)) return true;
      done[i] = false;
      order.pop();
      return false;
    });
  }

  const linearizable = search(model.initial);
  return linearizable ? { linearizable, visited: tried.size } : { linearizable, visited: tried.size, ...best };
}

function keyOfDone(done: readonly boolean[]): string {
  const first = done.indexOf(false);
  const later = done.flatMap((is, i) => (is && i > first ? [i] : []));
  return `${first}:${later.join(",")}`;
}
