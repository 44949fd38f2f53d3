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

/** Exceptions in the order in which they begin. */
export function ExceptionsTable({ exceptions, edit, remove }: ExceptionsTableProps) {
  const { t } = useTranslation();
  const { may } = useDesk();
  const words = useExceptionWords();
  const ordered = exceptions.toSorted((one, other) => one.starts_at.localeCompare(other.starts_at));
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm" withTableBorder striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("exceptions.what")}</Table.Th>
            <Table.Th>{t("hours.time")}</Table.Th>
            <Table.Th>{t("exceptions.reason")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered.map((exception) => (
            <Table.Tr key={exception.id}>
              <Table.Th scope="row">
                {words.kind(exception)}
                <Scope facts={words.scope(exception)} />
              </Table.Th>
              <Table.Td>{words.when(exception)}</Table.Td>
              <Table.Td>
                <bdi>{exception.reason}</bdi>
              </Table.Td>
              <Table.Td className="row-actions">
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
    </Table.ScrollContainer>
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
