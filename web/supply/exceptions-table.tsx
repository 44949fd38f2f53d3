import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ScheduleException } from "../api/types.ts";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { useDesk } from "../shell/desk.tsx";
import { compareInstants } from "../text/days.ts";
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
  const ordered = exceptions.toSorted((one, other) => compareInstants(one.starts_at, other.starts_at));
  return (
    <CardTable labels={[t("exceptions.what"), t("hours.time"), t("exceptions.reason")]} withActions striped>
      <CardRows>
        {ordered.map((exception) => (
          <CardRow key={exception.id}>
            <CardName>
              {words.kind(exception)}
              <Scope facts={words.scope(exception)} />
            </CardName>
            <CardCell label={t("hours.time")}>{words.when(exception)}</CardCell>
            <CardCell label={t("exceptions.reason")}>{exception.reason && <bdi>{exception.reason}</bdi>}</CardCell>
            <CardActions>
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
            </CardActions>
          </CardRow>
        ))}
      </CardRows>
    </CardTable>
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
