import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { Megaphone } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ClinicOfDay, QueuedVisit } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { QueueNumber } from "../queue/queue-number.tsx";
import { TimeInStatus } from "../queue/time-in-status.tsx";
import { useVisitMove } from "../queue/use-visit-move.ts";
import { VisitMarks } from "../queue/visit-marks.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

/** Somebody who waits, and may be called out of turn, or who is still to come. */
export function VisitLine({ visit, day }: { visit: QueuedVisit; day: Pick<ClinicOfDay, "timezone" | "date"> }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  const { moving, move } = useVisitMove(visit);
  const formats = formatsAt(day.timezone);
  const when = visit.starts_at ? formats.time(visit.starts_at) : t("queue.walkInMark");
  return (
    <Group component="li" wrap="nowrap" gap="sm" align="start" aria-labelledby={id}>
      {visit.status === "waiting" && <QueueNumber value={visit.queue_number} />}
      <div className="grow">
        <AnchorLink to={page.patient} params={{ patientId: visit.patient_id }} fw={600} id={id} c="inherit">
          <bdi>{visit.patient_name}</bdi>
        </AnchorLink>
        <Text size="sm" c="var(--quiet-text)">
          {formats.line([when, visit.service_name])}
        </Text>
        <VisitMarks visit={visit} date={day.date} />
      </div>
      {visit.status === "waiting" && (
        <>
          <TimeInStatus visit={visit} />
          <Tooltip label={t("myDay.callThis")}>
            <ActionIcon
              variant="default"
              size={40}
              loading={moving}
              aria-label={t("myDay.callThisOne", { name: visit.patient_name })}
              onClick={() => void move("call")}
            >
              <Megaphone size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </Group>
  );
}
