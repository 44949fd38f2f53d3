import { Alert, Stack } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { messageOf, problemOf } from "../api/problem.ts";
import type { Start } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { Alternatives } from "./alternatives.tsx";
import { ReasonList } from "./reason-list.tsx";

interface RefusalProps {
  error: unknown;
  take: (start: Start) => void;
  zone: string;
  startsAt: string;
}

/** Why a time was refused, and the nearest times that would be accepted. */
export function Refusal({ error, take, zone, startsAt }: RefusalProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const reasons = problemOf(error)?.reasons ?? [];
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
        {reasons.length > 0 && <ReasonList reasons={reasons} startsAt={startsAt} zone={zone} />}
        <Alternatives starts={problemOf(error)?.alternatives ?? []} take={take} moment={formatsAt(zone).moment} />
      </Stack>
    </Alert>
  );
}
