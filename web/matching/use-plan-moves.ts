import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { areas, day, queries, queryClient, refresh } from "../api/queries.ts";
import type { Plan, PlanCommit } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** So many are agreed in one call: an interruption loses nothing that was agreed before it. */
const atOnce = 100;

export interface PlanMoves {
  /** How many of how many are agreed already, while it goes on. */
  agreeing: { done: number; of: number } | null;
  moving: boolean;
  commit: (placementIds: readonly string[]) => Promise<void>;
  undo: () => Promise<void>;
  cancel: () => Promise<void>;
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
      await refresh(areas.plans);
    } finally {
      setMoving(false);
      setAgreeing(null);
      await refresh(...day, areas.payments);
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

  return {
    agreeing,
    moving,
    commit: (ids) => make(() => commitAll(ids)),
    undo: () =>
      make(async () => {
        show(await client.undoPlan(plan.id));
        tellDone(t("undo.done"));
      }),
    cancel: () => make(async () => show(await client.cancelPlan(plan.id))),
  };
}
