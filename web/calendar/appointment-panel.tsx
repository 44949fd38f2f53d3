import { DataList, Group, Stack, Text, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AppointmentDetail } from "../api/types.ts";
import { CancelForm } from "../forms/cancel-form.tsx";
import { RescheduleForm } from "../forms/reschedule-form.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { AppointmentActions } from "./appointment-actions.tsx";

interface AppointmentPanelProps {
  appointment: AppointmentDetail;
  close: () => void;
}

export function AppointmentPanel({ appointment, close }: AppointmentPanelProps) {
  const [doing, start] = useState<"reschedule" | "cancel" | null>(null);
  const stop = () => start(null);
  return (
    <Stack>
      <Facts appointment={appointment} />
      {doing === null && <AppointmentActions appointment={appointment} start={start} done={close} />}
      {doing === "reschedule" && <RescheduleForm appointment={appointment} done={close} cancel={stop} />}
      {doing === "cancel" && <CancelForm appointment={appointment} done={close} cancel={stop} />}
    </Stack>
  );
}

function Facts({ appointment }: { appointment: AppointmentDetail }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2}>
          <AnchorLink
            to={page.patient}
            params={{ patientId: appointment.patient_id }}
            inherit
            c="inherit"
            underline="always"
          >
            <bdi>{appointment.patient_name}</bdi>
          </AnchorLink>
        </Title>
        <StatusBadge of="appointment" status={appointment.status} />
      </Group>
      <DataList labelWidth="7rem">
        <Row label={t("booking.when")}>
          {formats.line([
            formats.date(appointment.service_date),
            formats.timeRange(appointment.starts_at, appointment.ends_at),
          ])}
        </Row>
        <Row label={t("booking.service")}>{appointment.service_name}</Row>
        <Row label={t("booking.practitioner")}>{appointment.practitioner_name ?? "–"}</Row>
        <Row label={t("booking.price")}>{formats.money(appointment.price_minor, appointment.currency)}</Row>
        <Row label={t("booking.bookingId")}>{appointment.booking_id}</Row>
        <Row label={t("booking.source")}>{t(`booking.sources.${appointment.booking_source}`)}</Row>
        {appointment.notes && <Row label={t("booking.notes")}>{appointment.notes}</Row>}
        {appointment.cancellation_reason && (
          <Row label={t("appointment.cancelReason")}>{appointment.cancellation_reason}</Row>
        )}
      </DataList>
      {appointment.reschedule_count > 0 && (
        <Text size="sm" c="var(--quiet-text)">
          {t("appointment.movedTimes", {
            count: appointment.reschedule_count,
            number: formats.number(appointment.reschedule_count),
          })}
        </Text>
      )}
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>
        <bdi>{children}</bdi>
      </DataList.ItemValue>
    </DataList.Item>
  );
}
