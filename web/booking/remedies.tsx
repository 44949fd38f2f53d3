import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Remedy, Start } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";

interface RemediesProps {
  changes: readonly Remedy[];
  /** The start itself, when it is free. */
  own: Start | null;
  /** The start that is asked about: others on its date are told by their time alone. */
  startsAt: string;
  zone: string;
  take: (start: Start) => void;
}

/** What would help, as buttons. */
export function Remedies({ changes, own, startsAt, zone, take }: RemediesProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.practitioners());
  const formats = formatsAt(zone);
  const when = (start: Start) =>
    dateIn(start.starts_at, zone) === dateIn(startsAt, zone)
      ? formats.time(start.starts_at)
      : formats.moment(start.starts_at);
  const nameOf = (start: Start) => practitioners.data?.find(({ id }) => id === start.practitioner_id)?.name ?? "";
  const button = (label: string, start: Start) => (
    <Button
      key={`${start.starts_at} ${start.practitioner_id}`}
      variant="default"
      size="compact-md"
      className="number"
      onClick={() => take(start)}
    >
      {label}
    </Button>
  );
  if (own) return button(t("whyNot.take", { time: formats.time(own.starts_at) }), own);
  const starts = changes.flatMap(({ kind, start }) => (start ? [{ kind, start }] : []));
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {starts.length > 0 ? t("whyNot.helps") : t("whyNot.noHelp")}
      </Text>
      <Group gap="xs">
        {starts.map(({ kind, start }) =>
          button(t(`whyNot.${kind}`, { time: when(start), name: nameOf(start) }), start),
        )}
      </Group>
    </Stack>
  );
}
