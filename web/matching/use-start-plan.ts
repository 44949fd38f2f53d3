import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, queries, queryClient, refresh } from "../api/queries.ts";
import type { NewPlan } from "../api/types.ts";
import { page } from "../urls.ts";

/** Asks for a plan and goes to it; keeps why it was refused. */
export function useStartPlan() {
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const send = useAttempt(client.createPlan);
  const start = async (wanted: NewPlan) => {
    setStarting(true);
    setFailure(null);
    try {
      const plan = await send(wanted);
      await refresh(areas.plans);
      queryClient.setQueryData(queries.plan(plan.id).queryKey, plan);
      await navigate({ to: page.plan, params: { planId: plan.id } });
    } catch (error) {
      setFailure(error);
    } finally {
      setStarting(false);
    }
  };
  return { starting, failure, start };
}
