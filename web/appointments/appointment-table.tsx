import { Checkbox, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Appointment } from "../api/types.ts";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { TickAll, toggled } from "../parts/ticks.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { LateMark } from "./late-mark.tsx";
import { WaivedMark } from "./waived-mark.tsx";

interface AppointmentTableProps {
  label: string;
  appointments: readonly Appointment[];
  /** Whether something can be done with it. */
  mayTick: (appointment: Appointment) => boolean;
  chosen: ReadonlySet<string>;
  choose: (ids: ReadonlySet<string>) => void;
  /** The date stands beside the time, because the rows are of several. */
  dated?: boolean;
  actions?: (appointment: Appointment) => ReactNode;
}

const columns = ["when", "service", "practitioner", "status"] as const;

/** Appointments in the order of their times, to be ticked. */
export function AppointmentTable(props: AppointmentTableProps) {
  const { label, appointments, mayTick, chosen, choose } = props;
  const { t } = useTranslation();
  const keys = appointments.filter(mayTick).map(({ id }) => id);
  return (
    <CardTable
      label={label}
      labels={(["patient", ...columns] as const).map((column) => t(`appointments.columns.${column}`))}
      tickAll={<TickAll label={t("bulk.selectAll")} keys={keys} chosen={chosen} choose={choose} />}
      withActions
      striped
    >
      <CardRows>
        {appointments.map((appointment) => (
          <Row key={appointment.id} appointment={appointment} {...props} />
        ))}
      </CardRows>
    </CardTable>
  );
}

function Row({
  appointment,
  mayTick,
  chosen,
  choose,
  dated,
  actions,
}: AppointmentTableProps & { appointment: Appointment }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(appointment.timezone);
  const { id, patient_name: name, starts_at: startsAt } = appointment;
  const cells = {
    when: (
      <AnchorLink to={page.calendar} search={{ date: appointment.service_date, appointment: id }} size="sm">
        {dated ? formats.moment(startsAt) : formats.timeRange(startsAt, appointment.ends_at)}
      </AnchorLink>
    ),
    service: <bdi>{appointment.service_name}</bdi>,
    practitioner: <bdi>{appointment.practitioner_name ?? "–"}</bdi>,
    status: (
      <Group gap={4}>
        <StatusBadge of="appointment" status={appointment.status} />
        <WaivedMark waived={appointment.waived} />
        <LateMark appointment={appointment} />
      </Group>
    ),
  };
  return (
    <CardRow>
      <CardCell>
        {mayTick(appointment) && (
          <Checkbox
            aria-label={t("bulk.select", { name })}
            checked={chosen.has(id)}
            onChange={() => choose(toggled(chosen, id))}
          />
        )}
      </CardCell>
      <CardName>
        <AnchorLink to={page.patient} params={{ patientId: appointment.patient_id }} c="inherit" fw={600}>
          <bdi>{name}</bdi>
        </AnchorLink>
        {appointment.notes && (
          <Text size="xs" c="var(--quiet-text)" lineClamp={1}>
            <bdi>{appointment.notes}</bdi>
          </Text>
        )}
      </CardName>
      {columns.map((column) => (
        <CardCell key={column} label={t(`appointments.columns.${column}`)}>
          <div>{cells[column]}</div>
        </CardCell>
      ))}
      <CardActions>{actions?.(appointment)}</CardActions>
    </CardRow>
  );
}
