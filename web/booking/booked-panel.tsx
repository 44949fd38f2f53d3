import { Button, Group, Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Booked } from "../api/types.ts";
import { ButtonLink } from "../parts/links.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

/** What was booked: the number that people read to each other, and the place in the queue when there is one. */
export function BookedPanel({ booked, again }: { booked: Booked; again: () => void }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const { appointment, visit } = booked;
  const formats = formatsAt(appointment.timezone);
  useAgainOnNavigation(again);
  return (
    <Paper p="xl" maw={640} role="status">
      <Stack align="start">
        <Group>
          <ThemeIcon color="green" size={40} radius="xl">
            <Check size={24} aria-hidden />
          </ThemeIcon>
          <Title order={2}>{t("booking.done")}</Title>
        </Group>
        <Text fz="xl" fw={700} className="number">
          {t("booking.bookingId")} <bdi dir="ltr">{appointment.booking_id}</bdi>
        </Text>
        <Text>
          {formats.line([appointment.patient_name, appointment.service_name, formats.moment(appointment.starts_at)])}
        </Text>
        {visit.queue_number !== null && (
          <Text fw={600}>{t("queue.number", { number: formats.number(visit.queue_number) })}</Text>
        )}
        <Group>
          <Button onClick={again}>{t("booking.another")}</Button>
          <ButtonLink variant="default" to={page.calendar} search={{ date: appointment.service_date }}>
            {t("booking.seeDay")}
          </ButtonLink>
        </Group>
      </Stack>
    </Paper>
  );
}

/** "New booking" pressed while this panel stands means the next booking. */
function useAgainOnNavigation(again: () => void): void {
  const key = useLocation({ select: ({ state }) => state.__TSR_key });
  const first = useRef(key);
  useEffect(() => {
    if (key !== first.current) again();
  }, [key, again]);
}
