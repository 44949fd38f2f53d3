import { Text, Title } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { SessionBoard } from "../api/types.ts";
import { ReplanButton } from "../matching/replan-button.tsx";
import { PatientSlip } from "./patient-slip.tsx";
import { admissionsOf } from "./renewed.ts";

/** A cancelled session: why, and who of its patients still has no other place. They can be carried to another session. */
export function CalledOff({ session }: { session: SessionBoard }) {
  const { t } = useTranslation();
  const id = useId();
  const left = admissionsOf(session).filter(({ visit_status }) => visit_status === "scheduled");
  return (
    <>
      {session.cancellation_reason && (
        <Text size="sm">
          <bdi>{session.cancellation_reason}</bdi>
        </Text>
      )}
      {left.length > 0 && (
        <section aria-labelledby={id}>
          <Title order={3} fz="sm" id={id} my="xs">
            {t("board.stranded")}
          </Title>
          <ul className="plain-list bed-grid bed-tray" aria-labelledby={id}>
            {left.map((admission) => (
              <li key={admission.appointment_id} className="tray-slip">
                <PatientSlip held={{ session, admission }} bed={null} />
              </li>
            ))}
          </ul>
          <ReplanButton appointmentIds={left.map(({ appointment_id }) => appointment_id)} />
        </section>
      )}
    </>
  );
}
