import { useState } from "react";
import type { Impact } from "../api/types.ts";

interface Change<Body> {
  preview: (body: Body) => Promise<Impact>;
  save: (body: Body) => Promise<unknown>;
}

/**
 * A change in two steps: `weigh` asks for its impact without doing it, then `asked` holds what `ImpactStep` shows.
 *
 * For a form, `weigh` is what it sends, so that what the preview refuses stands at the fields.
 */
export function useImpact<Body>({ preview, save }: Change<Body>) {
  const [weighed, setWeighed] = useState<{ body: Body; impact: Impact } | null>(null);
  return {
    weigh: async (body: Body) => setWeighed({ body, impact: await preview(body) }),
    asked: weighed && {
      impact: weighed.impact,
      save: () => save(weighed.body),
      back: () => setWeighed(null),
    },
  };
}
