import type { Op, Seen } from "./book-model.ts";
import type { Call } from "./linearizable.ts";

/**
 * A booking without an answer happened exactly if it is there in the end, and no cancellation happened of what is still live. The
 * rest of those without an answer stay open.
 */
export function settled(call: Call<Op>, end: ReadonlyMap<string, Seen>, endedAt: number): Call<Op>[] {
  const { op } = call;
  if (op.answer !== null) return [call];
  if (op.kind === "cancel") return end.get(op.mark)?.live ? [] : [call];
  if (op.kind !== "book") return [call];
  return end.has(op.mark) ? [{ ...call, op: { ...op, answer: "done" }, answeredAt: endedAt }] : [];
}

/** Who is outrun must have been: another call about the same appointment was under way. */
export function needlesslyOutrun(calls: readonly Call<Op>[]): string[] {
  const changes = calls.filter(({ op }) => (op.kind === "cancel" || op.kind === "move") && op.answer !== "outrun");
  return calls.flatMap((call) => {
    const { op } = call;
    if (op.kind !== "move" || op.answer !== "outrun") return [];
    const others = changes.filter(
      (other) =>
        "mark" in other.op &&
        other.op.mark === op.mark &&
        other.invokedAt < call.answeredAt &&
        other.answeredAt > call.invokedAt,
    );
    return others.length > 0 ? [] : [`${op.mark} was outrun by nobody`];
  });
}
