import { Alert, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { AutoFilled, BookingRequest } from "../api/types.ts";
import { Failed, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useServiceName } from "./contract-facts.tsx";
import { FeasibilityPanel } from "./feasibility-panel.tsx";

/** Books what is still owed of a request as well as it can be, and shows what came of it. */
export function AutoFill({ request, zone }: { request: BookingRequest; zone: string }) {
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
  return data ? <Filled result={data} zone={zone} /> : <Loading rows={3} />;
}

function Filled({ result: { appointments, feasibility }, zone }: { result: AutoFilled; zone: string }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const nameOf = useServiceName();
  const number = appointments.length;
  return (
    <Stack gap="sm">
      <Alert color="teal" role="status" icon={<CircleCheck size={20} aria-hidden />}>
        <Text size="sm" fw={600}>
          {t("contracts.bookedNow", { count: number, number: formats.number(number) })}
        </Text>
      </Alert>
      <FeasibilityPanel feasibility={feasibility} zone={zone} nameOf={nameOf} />
    </Stack>
  );
}
