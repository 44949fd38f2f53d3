import { Button, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ScheduleException } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { useExceptionWords } from "./exception-words.ts";

interface ExceptionsTableProps {
  exceptions: ScheduleException[];
  edit: (exception: ScheduleException) => void;
  remove: (exception: ScheduleException) => void;
}

/** Exceptions in the order in which they begin. The roles are written out because a phone shows the rows as cards. */
export function ExceptionsTable({ exceptions, edit, remove }: ExceptionsTableProps) {
  const { t } = useTranslation();
  const { may } = useDesk();
  const words = useExceptionWords();
  const ordered = exceptions.toSorted((one, other) => one.starts_at.localeCompare(other.starts_at));
  return (
    <Table role="table" className="records" verticalSpacing="sm" withTableBorder striped>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {[t("exceptions.what"), t("hours.time"), t("exceptions.reason")].map((label) => (
            <Table.Th key={label} role="columnheader">
              {label}
            </Table.Th>
          ))}
          <Table.Td role="cell" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {ordered.map((exception) => (
          <Table.Tr key={exception.id} role="row">
            <Table.Th role="rowheader" scope="row">
              {words.kind(exception)}
              <Scope facts={words.scope(exception)} />
            </Table.Th>
            <Table.Td role="cell" data-label={t("hours.time")}>
              {words.when(exception)}
            </Table.Td>
            <Table.Td role="cell" data-label={t("exceptions.reason")}>
              {exception.reason && <bdi>{exception.reason}</bdi>}
            </Table.Td>
            <Table.Td role="cell" className="row-actions">
              {may("changeScheduleException") && (
                <Button
                  variant="default"
                  aria-label={t("record.edit", { name: `${words.kind(exception)} ${words.when(exception)}` })}
                  onClick={() => edit(exception)}
                >
                  {t("action.edit")}
                </Button>
              )}
              {may("deleteScheduleException") && (
                <Button
                  variant="default"
                  aria-label={t("hours.deleteNamed", { name: `${words.kind(exception)} ${words.when(exception)}` })}
                  onClick={() => remove(exception)}
                >
                  {t("action.delete")}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Scope({ facts }: { facts: string[] }) {
  return (
    <Stack gap={0}>
      {facts.map((fact) => (
        <Text size="xs" c="var(--quiet-text)" key={fact}>
          <bdi>{fact}</bdi>
        </Text>
      ))}
    </Stack>
  );
}
