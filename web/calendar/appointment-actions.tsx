import { Button, Stack, Text } from "@mantine/core";
import {
  CalendarCheck,
  CalendarClock,
  CalendarX,
  CircleCheckBig,
  Undo2,
  UserCheck,
  UserX,
  type LucideIcon,
} from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { AppointmentDetail } from "../api/types.ts";
import { undo } from "../appointments/undo.ts";
import { type PlainMove, useMove } from "../appointments/use-move.ts";
import { type DeskMove, mayNow, whyNotMove } from "../appointments/why-not-move.ts";
import { useDesk } from "../shell/desk.tsx";

interface AppointmentActionsProps {
  appointment: AppointmentDetail;
  start: (what: "reschedule" | "cancel") => void;
  done: () => void;
}

const undoable = ["confirm", "check_in", "no_show", "cancel", "reschedule", "reschedule_request"];

/** What was done last, when that can be undone; a hold that was confirmed has nothing to go back to. */
function lastMove({ events }: AppointmentDetail): string | null {
  const [before, last] = [events.at(-2)?.kind, events.at(-1)?.kind];
  if (!last || !undoable.includes(last)) return null;
  return last === "confirm" && before === "hold" ? null : last;
}

/** What can be done with an appointment; what cannot says why. */
export function AppointmentActions({ appointment, start, done }: AppointmentActionsProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { moving, move } = useMove();
  const whyNot = (wanted: DeskMove) => whyNotMove(wanted, appointment, may, t);
  const make = async (wanted: PlainMove) => {
    if (await move(wanted, appointment)) done();
  };
  const takeBack = async () => {
    await undo([appointment]);
    done();
  };
  const open = mayNow("confirm", appointment.status);
  const last = lastMove(appointment);
  const plain = (name: PlainMove, icon: LucideIcon, main = false) => (
    <Action
      icon={icon}
      label={t(`appointment.do.${name}`)}
      reason={whyNot(name)}
      act={() => void make(name)}
      loading={moving}
      main={main}
    />
  );
  return (
    <Stack gap="xs">
      {open && plain("confirm", CalendarCheck, true)}
      {plain("check_in", UserCheck, !open)}
      <Action
        icon={CalendarClock}
        label={t("appointment.move")}
        reason={whyNot("reschedule")}
        act={() => start("reschedule")}
      />
      {plain("complete", CircleCheckBig)}
      {plain("no_show", UserX)}
      <Action icon={CalendarX} label={t("appointment.cancel")} reason={whyNot("cancel")} act={() => start("cancel")} />
      {last && may("undoAppointment") && (
        <Action icon={Undo2} label={t(`undo.last.${last}`)} reason={null} act={() => void takeBack()} />
      )}
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
