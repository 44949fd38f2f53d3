import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { messageOf, reasonsOf } from "../api/problem.ts";
import { areas, day, queries, queryClient, refresh } from "../api/queries.ts";
import type { Placement, Plan, PlanCommit } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { refusedWith } from "./refused-with.ts";

/** So many are agreed in one call: an interruption loses nothing that was agreed before it. */
const atOnce = 100;
/** So many are told by name. */
const named = 5;

export interface PlanMoves {
  /** How many of how many are agreed already, while it goes on. */
  agreeing: { done: number; of: number } | null;
  moving: boolean;
  commit: (placementIds: readonly string[]) => Promise<void>;
  undo: () => Promise<void>;
  cancel: () => Promise<void>;
  /** Ends the search with what it has found. */
  stop: () => Promise<void>;
}

/** What can be done with a plan. What the server answers is shown at once; what it refuses is said. */
export function usePlanMoves(plan: Plan): PlanMoves {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const [agreeing, setAgreeing] = useState<PlanMoves["agreeing"]>(null);
  const [moving, setMoving] = useState(false);
  const send = useAttempt(({ ids }: { ids: PlanCommit }, key) => client.commitPlan(plan.id, ids, key));
  const show = (answer: Plan) => queryClient.setQueryData(queries.plan(plan.id).queryKey, answer);

  const make = async (act: () => Promise<unknown>) => {
    setMoving(true);
    try {
      await act();
    } catch (error) {
      tellRefused(t("move.refused"), reasonsOf(error, t));
    } finally {
      setMoving(false);
      setAgreeing(null);
      await refresh(...day, areas.payments, areas.plans);
    }
  };

  const commitAll = async (ids: readonly string[]) => {
    let answer = plan;
    for (let done = 0; done < ids.length; done += atOnce) {
      setAgreeing({ done, of: ids.length });
      answer = await send({ ids: { placement_ids: ids.slice(done, done + atOnce) } });
      show(answer);
    }
    const wanted = new Set(ids);
    const agreed = answer.placements.filter(({ id, status }) => wanted.has(id) && status === "committed").length;
    const refused = ids.length - agreed;
    if (agreed > 0) tellDone(t("plans.agreed", { count: agreed, number: formats.number(agreed) }));
    if (refused > 0) tellRefused(t("plans.notAgreed", { count: refused, number: formats.number(refused) }), []);
  };

  const wordsOf = ({ patient_name: name, refusal }: Placement) =>
    t("undo.of", { name: `\u2068${name}\u2069`, reason: refusal ? messageOf(refusedWith(refusal), t) : "" });

  return {
    agreeing,
    moving,
    commit: (ids) => make(() => commitAll(ids)),
    undo: () =>
      make(async () => {
        const answer = await client.undoPlan(plan.id);
        show(answer);
        const kept = answer.placements.filter(({ status }) => status === "committed");
        if (kept.length === 0) tellDone(t("undo.done"));
        else tellRefused(t("undo.refused"), kept.slice(0, named).map(wordsOf));
      }),
    cancel: () => make(async () => show(await client.cancelPlan(plan.id))),
    stop: () => make(async () => show(await client.cancelPlan(plan.id, { keep_found: true }))),
  };
}
