import { Button, Drawer, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { areas, day, queries, refresh } from "../api/queries.ts";
import type { Clinic, SessionTicket, Start, Waiver } from "../api/types.ts";
import { Refusal } from "../booking/refusal.tsx";
import { TimeChooser } from "../booking/time-chooser.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useBookSession } from "./use-give-session.tsx";

interface GiveSessionDrawerProps {
  clinic: Clinic;
  ticket: SessionTicket | null;
  date: string;
  close: () => void;
}

/** Books an owed session at a free start that is chosen from a list: by keyboard what dragging does. */
export function GiveSessionDrawer({ clinic, ticket, date, close }: GiveSessionDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={ticket !== null}
      onClose={close}
      title={t("sessions.give")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {ticket && <GiveSession key={ticket.id} clinic={clinic} ticket={ticket} date={date} done={close} />}
    </Drawer>
  );
}

const anyone = "";

interface GiveSessionProps {
  clinic: Clinic;
  ticket: SessionTicket;
  date: string;
  done: () => void;
}

function GiveSession({ clinic, ticket, date, done }: GiveSessionProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const [practitioner, setPractitioner] = useState(anyone);
  const [start, choose] = useState<Start | null>(null);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const services = useQuery(queries.clinicServices(clinic.id));
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const book = useBookSession(clinic);
  const able = services.data?.find(({ id }) => id === ticket.service_id)?.practitioner_ids ?? [];
  const give = async ({ starts_at, practitioner_id }: Start, waive: Waiver[] = []) => {
    setSending(true);
    setFailure(null);
    try {
      await book(ticket, {
        starts_at,
        ...(practitioner_id && { practitioner_id }),
        ...(waive.length > 0 && { waive }),
      });
      done();
    } catch (error) {
      setFailure(error);
    }
    await refresh(...day, areas.payments);
    setSending(false);
  };
  return (
    <Stack>
      <div>
        <Text fw={650}>
          <bdi>{ticket.patient_name}</bdi>
        </Text>
        <Text size="sm">
          {formats.line([ticket.service_name, t("sessions.ordinal", { number: formats.number(ticket.ordinal) })])}
        </Text>
      </div>
      {able.length > 1 && (
        <Select
          label={t("booking.practitioner")}
          data={[
            { value: anyone, label: t("booking.anyPractitioner") },
            ...(practitioners.data ?? [])
              .filter(({ id }) => able.includes(id))
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={practitioner}
          onChange={(chosen) => {
            setPractitioner(chosen ?? anyone);
            choose(null);
          }}
        />
      )}
      <TimeChooser
        key={practitioner}
        clinic={clinic}
        serviceId={ticket.service_id}
        practitionerId={practitioner || undefined}
        patientId={ticket.patient_id}
        firstDate={date}
        chosen={start}
        choose={(chosen, waive = []) => {
          choose(chosen);
          if (waive.length > 0) void give(chosen, waive);
        }}
      />
      {failure !== null && start && (
        <Refusal
          error={failure}
          take={choose}
          zone={clinic.timezone}
          startsAt={start.starts_at}
          despite={(waive) => void give(start, waive)}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={done}>
          {t("action.cancel")}
        </Button>
        <Button disabled={!start} loading={sending} onClick={() => start && void give(start)}>
          {t("sessions.bookHere")}
        </Button>
      </Group>
    </Stack>
  );
}
