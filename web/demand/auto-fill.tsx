import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { BookingRequest } from "../api/types.ts";
import { Failed, Loading } from "../parts/states.tsx";
import { useServiceName } from "./contract-facts.tsx";
import { FeasibilityPanel } from "./feasibility-panel.tsx";

/** Books what is still owed of a request as well as it can be, and shows what came of it. */
export function AutoFill({ request, zone }: { request: BookingRequest; zone: string }) {
  const nameOf = useServiceName();
  const send = useAttempt((body: object, key) => client.autoFill(request.id, body, key));
  const { mutate, data, error } = useMutation({
    mutationFn: () => send({}),
    onSettled: () => void refresh(...day, areas.payments),
  });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  if (error) return <Failed error={error} retry={() => mutate()} />;
  if (!data) return <Loading rows={3} />;
  return (
    <FeasibilityPanel feasibility={data.feasibility} zone={zone} nameOf={nameOf} booked={data.appointments.length} />
  );
}
