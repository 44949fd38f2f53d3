import { Button, Group, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { day, queries, refresh } from "../api/queries.ts";
import type { AppointmentDetail, Party, Start, Waiver } from "../api/types.ts";
import { PartyField } from "../appointments/party-field.tsx";
import { tellUndoable } from "../appointments/undo.ts";
import { Refusal } from "../booking/refusal.tsx";
import { TimeChooser } from "../booking/time-chooser.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";

interface RescheduleFormProps {
  appointment: AppointmentDetail;
  done: () => void;
  cancel: () => void;
}

/** Moves an appointment to another free start: the way to do by keyboard what dragging does. */
export function RescheduleForm({ appointment, done, cancel }: RescheduleFormProps) {
  const clinic = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const [practitioner, setPractitioner] = useState(appointment.practitioner_id);
  const [start, choose] = useState<Start | null>(null);
  const [wantedBy, setWantedBy] = useState<Party>("clinic");
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const services = useQuery(queries.clinicServices(clinic.id));
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const able = services.data?.find(({ id }) => id === appointment.service_id)?.practitioner_ids ?? [];
  const move = async (to: Start, waive: Waiver[] = []) => {
    setSending(true);
    setFailure(null);
    const changed = to.practitioner_id !== null && to.practitioner_id !== appointment.practitioner_id;
    try {
      const body = {
        starts_at: to.starts_at,
        requested_by: wantedBy,
        ...(changed && { practitioner_id: to.practitioner_id as string }),
        ...(waive.length > 0 && { waive }),
      };
      await client.reschedule(appointment.id, body, appointment.version);
      const time = formats.moment(to.starts_at);
      tellUndoable(t("calendar.moved", { name: appointment.patient_name, time }), [appointment]);
      done();
    } catch (error) {
      setFailure(error);
    }
    await refresh(...day);
    setSending(false);
  };
  return (
    <Stack>
      {able.length > 1 && (
        <Select
          label={t("booking.practitioner")}
          data={(practitioners.data ?? [])
            .filter(({ id }) => able.includes(id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={practitioner}
          onChange={setPractitioner}
        />
      )}
      <TimeChooser
        key={practitioner}
        clinic={clinic}
        serviceId={appointment.service_id}
        practitionerId={practitioner ?? undefined}
        firstDate={appointment.service_date}
        chosen={start}
        choose={choose}
      />
      <PartyField
        description={t("party.movesCount")}
        value={wantedBy}
        onChange={(value) => setWantedBy(value as Party)}
      />
      {failure !== null && start && (
        <Refusal
          error={failure}
          take={choose}
          zone={clinic.timezone}
          startsAt={start.starts_at}
          what="move"
          despite={(waive) => void move(start, waive)}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={cancel}>
          {t("action.cancel")}
        </Button>
        <Button disabled={!start} loading={sending} onClick={() => start && void move(start)}>
          {t("appointment.moveHere")}
        </Button>
      </Group>
    </Stack>
  );
}
