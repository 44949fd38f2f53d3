import { Checkbox, Group, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Appointment } from "../api/types.ts";
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

/** Appointments in the order of their times, to be ticked. The roles are written out because a phone shows the rows as cards. */
export function AppointmentTable(props: AppointmentTableProps) {
  const { label, appointments, mayTick, chosen, choose } = props;
  const { t } = useTranslation();
  const keys = appointments.filter(mayTick).map(({ id }) => id);
  return (
    <Table role="table" aria-label={label} className="records ticked" verticalSpacing="sm" withTableBorder striped>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          <Table.Td role="cell">
            <TickAll label={t("bulk.selectAll")} keys={keys} chosen={chosen} choose={choose} />
          </Table.Td>
          {(["patient", ...columns] as const).map((column) => (
            <Table.Th key={column} role="columnheader">
              {t(`appointments.columns.${column}`)}
            </Table.Th>
          ))}
          <Table.Td role="cell" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {appointments.map((appointment) => (
          <Row key={appointment.id} appointment={appointment} {...props} />
        ))}
      </Table.Tbody>
    </Table>
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
    <Table.Tr role="row">
      <Table.Td role="cell">
        {mayTick(appointment) && (
          <Checkbox
            aria-label={t("bulk.select", { name })}
            checked={chosen.has(id)}
            onChange={() => choose(toggled(chosen, id))}
          />
        )}
      </Table.Td>
      <Table.Th role="rowheader" scope="row">
        <AnchorLink to={page.patient} params={{ patientId: appointment.patient_id }} c="inherit" fw={600}>
          <bdi>{name}</bdi>
        </AnchorLink>
        {appointment.notes && (
          <Text size="xs" c="var(--quiet-text)" lineClamp={1}>
            <bdi>{appointment.notes}</bdi>
          </Text>
        )}
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={column} role="cell" data-label={t(`appointments.columns.${column}`)}>
          <div>{cells[column]}</div>
        </Table.Td>
      ))}
      <Table.Td role="cell" className="row-actions">
        {actions?.(appointment)}
      </Table.Td>
    </Table.Tr>
  );
}
