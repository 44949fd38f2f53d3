import { Alert, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionGeneration } from "../../src/supply/sessions/session-schemas.ts";
import { client } from "../api/client.ts";
import { day, refresh } from "../api/queries.ts";
import type { GeneratedSessions } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { page } from "../urls.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

const usualDays = 56;

/** Makes the dated sessions of a clinic's weekly ones for some dates; run twice it changes nothing. */
export function GenerateSessionsForm({ done }: { done: () => void }) {
  const clinic = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const [made, setMade] = useState<GeneratedSessions | null>(null);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { from: today, to: addDays(today, usualDays) },
    schema: sessionGeneration,
    bodyOf: (typed) => ({ ...typed, clinic_id: clinic.id }),
    send: client.generateSessions,
    done: (answer) => {
      void refresh(...day);
      setMade(answer);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("weekly.generateHint")}</Text>
        <SimpleGrid cols={2}>
          <DateField label={t("hours.firstDate")} {...form.getInputProps("from")} />
          <DateField label={t("hours.dateAfterLast")} {...form.getInputProps("to")} />
        </SimpleGrid>
        {made && <Made sessions={made} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("weekly.generate")} onCancel={done} />
      </Stack>
    </form>
  );
}

function Made({ sessions }: { sessions: GeneratedSessions }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const kinds = ["added", "changed", "removed", "unchanged"] as const;
  const { stranded } = sessions;
  return (
    <Alert color={stranded.length > 0 ? "orange" : "green"} role="status" title={t("weekly.generated")}>
      {kinds.map((kind) => (
        <Text size="sm" key={kind} className="number">
          {t(`weekly.counts.${kind}`, { number: formats.number(sessions[kind]) })}
        </Text>
      ))}
      {stranded.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {t("weekly.stranded", { count: stranded.length, number: formats.number(stranded.length) })}
          </Text>
          <Text size="sm">{t("weekly.strandedHint")}</Text>
          <ul className="plain-list">
            {stranded.map(({ session_id: id, name, service_date: date, starts_at }) => (
              <li key={id}>
                <AnchorLink to={page.sessions} search={{ date }} size="sm">
                  {formats.line([formats.date(date), formats.time(starts_at), name])}
                </AnchorLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
