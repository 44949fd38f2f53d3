import type { Impact } from "../api/types.ts";
import { compareInstants } from "../text/days.ts";

/** What several changes do together, each weighed by itself. */
export function sumImpacts(impacts: Impact[]): Impact {
  const stranded = impacts.flatMap((impact) => impact.stranded);
  const sum = (kind: "added" | "removed" | "blocked") => impacts.reduce((total, { slots }) => total + slots[kind], 0);
  const unchanged = impacts.length === 0 ? 0 : Math.min(...impacts.map(({ slots }) => slots.unchanged));
  return {
    stranded: stranded.toSorted((one, other) => compareInstants(one.starts_at, other.starts_at)),
    slots: { added: sum("added"), removed: sum("removed"), blocked: sum("blocked"), unchanged },
  };
}
