import { Alert, Stack } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { messageOf, problemOf } from "../api/problem.ts";
import type { Start, Waiver } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { Alternatives } from "./alternatives.tsx";
import { ReasonList } from "./reason-list.tsx";
import { rulesToWaive } from "./waivable.ts";
import { WaiveButton } from "./waive-button.tsx";

interface RefusalProps {
  error: unknown;
  take: (start: Start) => void;
  zone: string;
  startsAt: string;
  what?: "book" | "move";
  /** Goes on at the same time with what stands in the way set aside. */
  despite: (waive: Waiver[]) => void;
}

/** Why a time was refused, the nearest times that would be accepted, and the way past rules that may be set aside. */
export function Refusal({ error, take, zone, startsAt, what = "book", despite }: RefusalProps) {
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
        <WaiveButton what={what} rules={rulesToWaive(reasons)} act={despite} />
      </Stack>
    </Alert>
  );
}
