import { DataList, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AppointmentDetail } from "../api/types.ts";
import { LateMark } from "../appointments/late-mark.tsx";
import { WaivedMark } from "../appointments/waived-mark.tsx";
import { Fact } from "../parts/fact.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

export function AppointmentFacts({ appointment }: { appointment: AppointmentDetail }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { hold_expires_at: heldUntil, reschedule_count: moves } = appointment;
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
        <Stack gap={4} align="end">
          <StatusBadge of="appointment" status={appointment.status} />
          <WaivedMark waived={appointment.waived} />
          <LateMark appointment={appointment} />
        </Stack>
      </Group>
      <DataList labelWidth="7rem">
        <Fact label={t("booking.when")}>
          {formats.line([
            formats.date(appointment.service_date),
            formats.timeRange(appointment.starts_at, appointment.ends_at),
          ])}
        </Fact>
        {appointment.status === "held" && heldUntil && (
          <Fact label={t("appointment.heldUntil")}>{formats.time(heldUntil)}</Fact>
        )}
        <Fact label={t("booking.service")}>{appointment.service_name}</Fact>
        <Fact label={t("booking.practitioner")}>{appointment.practitioner_name ?? "–"}</Fact>
        <Fact label={t("booking.price")}>{formats.money(appointment.price_minor, appointment.currency)}</Fact>
        <Fact label={t("booking.bookingId")}>{appointment.booking_id}</Fact>
        <Fact label={t("booking.source")}>{t(`booking.sources.${appointment.booking_source}`)}</Fact>
        {appointment.notes && <Fact label={t("booking.notes")}>{appointment.notes}</Fact>}
        <Waived appointment={appointment} />
        {appointment.cancelled_for && (
          <Fact label={t("appointment.cancelledFor")}>{t(`party.${appointment.cancelled_for}`)}</Fact>
        )}
        {appointment.cancellation_reason && (
          <Fact label={t("appointment.cancelReason")}>{appointment.cancellation_reason}</Fact>
        )}
      </DataList>
      {moves > 0 && (
        <Text size="sm" c="var(--quiet-text)">
          {t("appointment.movedTimes", { count: moves, number: formats.number(moves) })}
        </Text>
      )}
    </>
  );
}

/** Which rules were set aside for it, each with its reason. */
function Waived({ appointment: { waived } }: { appointment: AppointmentDetail }) {
  const { t } = useTranslation();
  if (!waived?.length) return null;
  return (
    <Fact label={t("waive.was")}>
      {waived.map(({ rule, reason }) => (
        <Text key={rule} inherit>
          {t("waive.of", { rule: t(`waive.rules.${rule}`), reason: `\u2068${reason}\u2069` })}
        </Text>
      ))}
    </Fact>
  );
}
