import { Group, Text, Tooltip } from "@mantine/core";
import { GripVertical, Repeat } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardBed } from "../api/types.ts";
import { StatusBadge } from "../parts/status-badge.tsx";
import { CheckInButton } from "../queue/check-in-button.tsx";
import { VisitActions } from "../queue/visit-actions.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useBoard } from "./board-context.ts";
import { PatientMenu } from "./patient-menu.tsx";
import type { Admitted } from "./placing.ts";

const ended = new Set(["completed", "cancelled", "no_show", "left"]);

interface PatientSlipProps {
  held: Admitted;
  bed: BoardBed | null;
}

/** An admitted patient: who, how far they are, and what comes next. The grip carries them to another bed. */
export function PatientSlip({ held, bed }: PatientSlipProps) {
  const { may } = useDesk();
  const { drag } = useBoard();
  const { admission } = held;
  const movable = may("assignBed") && !ended.has(admission.visit_status);
  return (
    <div
      className="patient-slip"
      data-movable={movable || undefined}
      data-held={drag.carried?.thing.admission.appointment_id === admission.appointment_id || undefined}
    >
      <Group wrap="nowrap" gap={4} align="start">
        <div className="patient-grip grow" onPointerDown={movable ? drag.hold(held) : undefined}>
          {movable && <GripVertical size={18} aria-hidden className="carry-grip" />}
          <Text fw={650} lineClamp={2} className="grow">
            <bdi>{admission.patient_name}</bdi>
          </Text>
        </div>
        <PatientMenu held={held} bed={bed} movable={movable} />
      </Group>
      <Marks held={held} />
      {admission.notes && (
        <Text size="sm" c="var(--quiet-text)" lineClamp={2} mt={4}>
          <bdi>{admission.notes}</bdi>
        </Text>
      )}
      <NextStep held={held} />
    </div>
  );
}

/** How far the visit is, when the patient is put on where that is not the same for all, and whether they come each week. */
function Marks({ held: { admission, session } }: { held: Admitted }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Group gap="xs" mt={2}>
      <StatusBadge of="visit" status={admission.visit_status} />
      {session.start_every_minutes > 0 && (
        <Text size="sm" className="number">
          {formats.time(admission.starts_at)}
        </Text>
      )}
      {admission.standing_admission_id && (
        <Tooltip label={t("board.standing")}>
          <span role="img" aria-label={t("board.standing")} className="standing-mark">
            <Repeat size={16} aria-hidden />
          </span>
        </Tooltip>
      )}
    </Group>
  );
}

/** The one thing that the desk does next for this patient; nobody arrives on another day than that of the session. */
function NextStep({ held: { admission, session } }: { held: Admitted }) {
  const { visits } = useBoard();
  const { today } = useDesk();
  const visit = visits.get(admission.visit_id);
  if (ended.has(admission.visit_status)) return null;
  if (admission.visit_status !== "scheduled") return visit ? <VisitActions visit={visit} /> : null;
  if (session.status === "cancelled" || session.service_date !== today || admission.status !== "confirmed") return null;
  return (
    <div className="visit-actions">
      <CheckInButton visit={admission} />
    </div>
  );
}
