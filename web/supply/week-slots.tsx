import { Badge, Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Slot } from "../api/types.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import type { Tone } from "../parts/status-badge.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays, dateIn, dayStartIn } from "../text/days.ts";

const tones: Record<Slot["status"], Tone> = { available: "good", held: "held", booked: "booked", blocked: "done" };
const statuses = Object.keys(tones) as Slot["status"][];

/** What the rules and exceptions of the shown week come to: the slots of each date, by what has become of them. */
export function WeekSlots({ resourceId, dates }: { resourceId: string; dates: string[] }) {
  const { timezone } = useClinic();
  const { t } = useTranslation();
  const from = dayStartIn(dates[0]!, timezone);
  const to = dayStartIn(addDays(dates.at(-1)!, 1), timezone);
  const slots = useQuery(queries.slots({ resource_id: resourceId, from, to }));
  return (
    <Loaded
      query={slots}
      loading={<Loading rows={3} />}
      empty={(items) => items.length === 0 && <Text c="var(--quiet-text)">{t("week.noSlots")}</Text>}
    >
      {(items) => (
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {dates.map((date) => (
              <Day key={date} date={date} slots={items.filter((slot) => dateIn(slot.starts_at, timezone) === date)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Loaded>
  );
}

function Day({ date, slots }: { date: string; slots: Slot[] }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Table.Tr className="week-slots">
      <Table.Th scope="row">{formats.day(date)}</Table.Th>
      <Table.Td>
        <Stack gap={6}>
          {slots.length === 0 && <Text size="sm">{t("week.noSlotsThen")}</Text>}
          {statuses.map((status) => (
            <Times key={status} status={status} slots={slots.filter((slot) => slot.status === status)} />
          ))}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

function Times({ status, slots }: { status: Slot["status"]; slots: Slot[] }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (slots.length === 0) return null;
  const times = new Set(slots.map(({ starts_at }) => formats.time(starts_at)));
  return (
    <Group gap="xs" align="baseline" wrap="nowrap">
      <Badge bg="var(--fill)" c="var(--ink)" className={`status-badge is-${tones[status]}`}>
        {t(`week.slot.${status}`, { number: formats.number(slots.length) })}
      </Badge>
      <Text size="sm" className="number">
        {formats.line([...times])}
      </Text>
    </Group>
  );
}
