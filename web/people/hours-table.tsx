import { Button, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ScheduleRule } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { useRuleWords } from "../supply/rule-words.ts";
import { weekOf } from "../text/formats.ts";

interface HoursTableProps {
  rules: ScheduleRule[];
  edit: (rule: ScheduleRule) => void;
  remove: (rule: ScheduleRule) => void;
}

/** In the order of the country's week, then of the day. */
function byWeek(firstDay: number) {
  const place = ({ weekday }: ScheduleRule) => (weekday - firstDay + 7) % 7;
  return (one: ScheduleRule, other: ScheduleRule) =>
    place(one) - place(other) || one.start_local.localeCompare(other.start_local);
}

export function HoursTable({ rules, edit, remove }: HoursTableProps) {
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
            <Table.Th>{t("hours.details")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.toSorted(byWeek(weekOf(formats.locale).firstDay)).map((rule) => (
            <Row key={rule.id} rule={rule} edit={() => edit(rule)} remove={() => remove(rule)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ rule, edit, remove }: { rule: ScheduleRule; edit: () => void; remove: () => void }) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const { facts, range } = useRuleWords();
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
      <Table.Td>
        <Text size="sm">{formats.line(facts(rule))}</Text>
      </Table.Td>
      <Table.Td className="row-actions">
        {may("changeScheduleRule") && (
          <Button variant="default" aria-label={t("record.edit", { name })} onClick={edit}>
            {t("action.edit")}
          </Button>
        )}
        {may("deleteScheduleRule") && (
          <Button variant="default" aria-label={t("hours.deleteNamed", { name })} onClick={remove}>
            {t("action.delete")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
