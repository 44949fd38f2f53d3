import { Button, Stack, Table, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, refresh } from "../api/queries.ts";
import type { ScheduleRule } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { weekOf } from "../text/formats.ts";

interface HoursTableProps {
  rules: ScheduleRule[];
  edit: (rule: ScheduleRule) => void;
}

/** In the order of the country's week, then of the day. */
function byWeek(firstDay: number) {
  const place = ({ weekday }: ScheduleRule) => (weekday - firstDay + 7) % 7;
  return (one: ScheduleRule, other: ScheduleRule) =>
    place(one) - place(other) || one.start_local.localeCompare(other.start_local);
}

export function HoursTable({ rules, edit }: HoursTableProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="sm" withTableBorder striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("hours.weekday")}</Table.Th>
            <Table.Th>{t("hours.time")}</Table.Th>
            <Table.Th>{t("hours.breaks")}</Table.Th>
            <Table.Th>{t("hours.slot")}</Table.Th>
            <Table.Th>{t("hours.valid")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.toSorted(byWeek(weekOf(formats.locale).firstDay)).map((rule) => (
            <Row key={rule.id} rule={rule} edit={() => edit(rule)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ rule, edit }: { rule: ScheduleRule; edit: () => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const range = (window: { start_local: string; end_local: string }) =>
    t("hours.range", { from: formats.clock(window.start_local), to: formats.clock(window.end_local) });
  const name = `${formats.weekday(rule.weekday)} ${range(rule)}`;
  return (
    <Table.Tr>
      <Table.Th scope="row">{formats.weekday(rule.weekday)}</Table.Th>
      <Table.Td className="nowrap">{range(rule)}</Table.Td>
      <Table.Td>
        <Stack gap={2}>
          {rule.breaks.map((pause) => (
            <Text size="sm" key={pause.start_local}>
              {range(pause)} <bdi>{pause.label}</bdi>
            </Text>
          ))}
        </Stack>
      </Table.Td>
      <Table.Td>{formats.minutes(rule.slot_minutes)}</Table.Td>
      <Table.Td>
        {rule.valid_from || rule.valid_to
          ? t("hours.range", {
              from: rule.valid_from ? formats.date(rule.valid_from) : "…",
              to: rule.valid_to ? formats.date(rule.valid_to) : "…",
            })
          : t("hours.always")}
      </Table.Td>
      <Table.Td className="row-actions">
        <Button variant="default" aria-label={t("record.edit", { name })} onClick={edit}>
          {t("action.edit")}
        </Button>
        <DeleteButton rule={rule} name={name} />
      </Table.Td>
    </Table.Tr>
  );
}

function DeleteButton({ rule, name }: { rule: ScheduleRule; name: string }) {
  const { t } = useTranslation();
  const remove = async () => {
    try {
      await client.deleteScheduleRule(rule.id, rule.version);
      tellDone(t("hours.deleted"));
    } catch (error) {
      tellRefused(t("move.refused"), [messageOf(error, t)]);
    }
    await refresh(areas.setup, areas.calendar, areas.availability);
  };
  const ask = () =>
    modals.openConfirmModal({
      title: t("hours.deleteTitle"),
      children: name,
      labels: { confirm: t("action.delete"), cancel: t("action.cancel") },
      confirmProps: { color: "red" },
      closeButtonProps: { "aria-label": t("action.close") },
      onConfirm: () => void remove(),
    });
  return (
    <Button variant="default" aria-label={t("hours.deleteNamed", { name })} onClick={ask}>
      {t("action.delete")}
    </Button>
  );
}
