import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { FastForward, NotebookPen } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { MedicalNotes } from "../people/medical-notes.tsx";
import { QueueNumber } from "../queue/queue-number.tsx";
import { TimeInStatus } from "../queue/time-in-status.tsx";
import { type LineOfQueue, useCallNext } from "../queue/use-call-next.ts";
import { useVisitMove } from "../queue/use-visit-move.ts";
import { VisitActions } from "../queue/visit-actions.tsx";
import { VisitMarks } from "../queue/visit-marks.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

interface PatientNowProps {
  visit: QueuedVisit;
  date: string;
  line: LineOfQueue;
  hasNext: boolean;
}

/** Who is in the room or on the way to it. The name leads to the record. */
export function PatientNow({ visit, date, line, hasNext }: PatientNowProps) {
  const { may } = useDesk();
  const id = useId();
  return (
    <li aria-labelledby={id} className="patient-now">
      <Group wrap="nowrap" align="start" gap="md" className="grow">
        <QueueNumber value={visit.queue_number} />
        <div className="grow">
          <AnchorLink to={page.patient} params={{ patientId: visit.patient_id }} fz="lg" fw={650} id={id} c="inherit">
            <bdi>{visit.patient_name}</bdi>
          </AnchorLink>
          <Text c="var(--quiet-text)">
            <bdi>{visit.service_name}</bdi>
          </Text>
          <VisitMarks visit={visit} date={date} />
        </div>
        <Group gap="xs" justify="flex-end">
          <TimeInStatus visit={visit} />
          <StatusBadge of="visit" status={visit.status} />
        </Group>
      </Group>
      <div className="patient-now-moves">
        {visit.status === "in_progress" && hasNext && <FinishAndNext visit={visit} line={line} />}
        <VisitActions visit={visit} />
      </div>
      {may("listMedicalNotes") && <NotesOf patientId={visit.patient_id} />}
    </li>
  );
}

/** What clinicians wrote of the patient, and room for more; asked for only when somebody wants to read it. */
function NotesOf({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const [opened, notes] = useDisclosure(false);
  const id = useId();
  return (
    <div className="patient-now-notes">
      <Button
        variant="subtle"
        leftSection={<NotebookPen size={16} aria-hidden />}
        aria-expanded={opened}
        aria-controls={id}
        onClick={notes.toggle}
      >
        {t("medicalNotes.title")}
      </Button>
      <div id={id}>{opened && <MedicalNotes patientId={patientId} />}</div>
    </div>
  );
}

/** What a doctor does most: one out, the next one in. */
function FinishAndNext({ visit, line }: Omit<PatientNowProps, "hasNext" | "date">) {
  const { t } = useTranslation();
  const { moving, move } = useVisitMove(visit);
  const { calling, callNext } = useCallNext(line);
  const act = async () => {
    if (await move("finish")) await callNext();
  };
  return (
    <Button
      fullWidth
      variant="light"
      loading={moving || calling}
      leftSection={<FastForward size={16} aria-hidden className="mirrored" />}
      onClick={() => void act()}
    >
      {t("myDay.finishAndNext")}
    </Button>
  );
}
