import { Button, Stack, Text } from "@mantine/core";
import { CalendarClock, CalendarX, UserCheck, type LucideIcon } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { allows, appointmentMoves } from "../../src/core/moves.ts";
import type { Operation } from "../../src/core/roles.ts";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { AppointmentDetail } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

interface AppointmentActionsProps {
  appointment: AppointmentDetail;
  start: (what: "reschedule" | "cancel") => void;
  done: () => void;
}

const needs = {
  check_in: "checkInAppointment",
  reschedule: "rescheduleAppointment",
  cancel: "cancelAppointment",
} as const satisfies Record<string, Operation>;
type Move = keyof typeof needs;

/** What can be done with an appointment; what cannot says why. */
export function AppointmentActions({ appointment, start, done }: AppointmentActionsProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const whyNot = (move: Move): string | null => {
    if (!may(needs[move])) return t("move.notYours");
    if (!allows(appointmentMoves[move], appointment.status)) return t(`appointment.needs.${move}`);
    return null;
  };
  const checkIn = async () => {
    setSending(true);
    try {
      await client.checkIn(appointment.id);
      tellDone(t("appointment.checkedIn", { name: appointment.patient_name }));
      done();
    } catch (error) {
      tellRefused(t("move.refused"), [messageOf(error, t)]);
    }
    await refresh(...day);
    setSending(false);
  };
  return (
    <Stack gap="xs">
      <Action
        icon={UserCheck}
        label={t("move.checkIn")}
        reason={whyNot("check_in")}
        act={() => void checkIn()}
        loading={sending}
        main
      />
      <Action
        icon={CalendarClock}
        label={t("appointment.move")}
        reason={whyNot("reschedule")}
        act={() => start("reschedule")}
      />
      <Action icon={CalendarX} label={t("appointment.cancel")} reason={whyNot("cancel")} act={() => start("cancel")} />
    </Stack>
  );
}

interface ActionProps {
  icon: LucideIcon;
  label: string;
  reason: string | null;
  act: () => void;
  main?: boolean;
  loading?: boolean;
}

function Action({ icon: Icon, label, reason, act, main = false, loading = false }: ActionProps) {
  const id = useId();
  return (
    <div>
      <Button
        fullWidth
        variant={main ? "filled" : "default"}
        leftSection={<Icon size={18} aria-hidden />}
        disabled={reason !== null}
        loading={loading}
        aria-describedby={reason ? id : undefined}
        onClick={act}
      >
        {label}
      </Button>
      {reason && (
        <Text size="xs" c="var(--quiet-text)" id={id} mt={2}>
          {reason}
        </Text>
      )}
    </div>
  );
}
