import { Alert, List, Stack } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { messageOf, problemOf, reasonsOf } from "../api/problem.ts";
import type { Start } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { Alternatives } from "./alternatives.tsx";

interface RefusalProps {
  error: unknown;
  take: (start: Start) => void;
  zone: string;
}

/** Why a time was refused, and the nearest times that would be accepted. */
export function Refusal({ error, take, zone }: RefusalProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Browsers that scroll smoothly return a promise, which is no clean-up of the effect.
    place.current?.scrollIntoView({ block: "nearest" });
  }, [error]);
  return (
    <Alert
      ref={place}
      color="red"
      role="alert"
      icon={<CircleAlert size={20} aria-hidden />}
      title={messageOf(error, t)}
    >
      <Stack gap="sm">
        {(problemOf(error)?.reasons ?? []).length > 0 && (
          <List size="sm">
            {reasonsOf(error, t).map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        )}
        <Alternatives starts={problemOf(error)?.alternatives ?? []} take={take} moment={formatsAt(zone).moment} />
      </Stack>
    </Alert>
  );
}
