import { Card, Group, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { BoardBed, SessionBoard } from "../api/types.ts";
import { tones } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { BedMenu } from "./bed-menu.tsx";
import { useBoard } from "./board-context.ts";
import { PatientSlip } from "./patient-slip.tsx";
import { placeMarks } from "./place-under.ts";

interface BedCardProps {
  session: SessionBoard;
  bed: BoardBed;
}

/** One bed of a session: who has it, or why nobody does. */
export function BedCard({ session, bed }: BedCardProps) {
  const { drag } = useBoard();
  const id = useId();
  const { admission, status } = bed;
  const place = drag.carried?.place;
  const over = place?.session.id === session.id && place.bed?.bed_id === bed.bed_id;
  const tone = status === "out_of_service" ? "missed" : admission ? tones[admission.visit_status] : null;
  return (
    <Card
      component="li"
      padding="xs"
      aria-labelledby={id}
      className={`bed-card ${tone ? `is-${tone}` : ""}`}
      data-status={status}
      data-empty={!admission || undefined}
      data-over={over || undefined}
      {...placeMarks.bed(bed.bed_id)}
    >
      <Group justify="space-between" wrap="nowrap" gap={4} mih={admission ? undefined : 32}>
        <Text size="sm" id={id} fw={500} c="var(--quiet-text)" truncate>
          <bdi>{bed.name}</bdi>
        </Text>
        {!admission && <BedMenu session={session} bed={bed} />}
      </Group>
      {admission && <PatientSlip held={{ session, admission }} bed={bed} />}
      {(!admission || status === "out_of_service") && <WhyEmpty session={session} bed={bed} />}
    </Card>
  );
}

function WhyEmpty({ session, bed: { status, reason, until, held_by } }: BedCardProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (status === "out_of_service")
    return (
      <div>
        <Text fw={600}>{t("board.out")}</Text>
        {reason && (
          <Text size="sm" lineClamp={2}>
            <bdi>{reason}</bdi>
          </Text>
        )}
        {until && until < session.ends_at && (
          <Text size="sm" c="var(--quiet-text)">
            {t("board.until", { time: formats.time(until) })}
          </Text>
        )}
      </div>
    );
  if (held_by === null) return <Text c="var(--quiet-text)">{t("board.free")}</Text>;
  const kept = session.without_bed.find(({ appointment_id }) => appointment_id === held_by);
  return (
    <Text size="sm" c="var(--quiet-text)">
      {kept ? t("board.kept", { name: `\u2068${kept.patient_name}\u2069` }) : t("board.takenOtherwise")}
    </Text>
  );
}
