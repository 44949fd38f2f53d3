import "./board.css";
import { Drawer, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { StandingAdmissionWithResults, StandingResult } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { Loaded } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { useRuleNames } from "./rule-names.ts";

/** Every session of a standing patient: admitted, or what stands against it. */
export function StandingDrawer({ id, close }: { id: string | null; close: () => void }) {
  const { t } = useTranslation();
  const standing = useQuery({ ...queries.standingAdmission(id ?? ""), enabled: id !== null });
  return (
    <Drawer
      opened={id !== null}
      onClose={close}
      title={t("standing.showOf", { name: standing.data?.patient_name ?? "" })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Loaded query={standing}>{(known) => <Results standing={known} />}</Loaded>
    </Drawer>
  );
}

function Results({ standing: { results } }: { standing: StandingAdmissionWithResults }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const admitted = results.filter(({ appointment_id: id }) => id !== null).length;
  const gaps = results.filter(({ appointment_id: id }) => id === null);
  if (results.length === 0) return <Text>{t("standing.noResults")}</Text>;
  return (
    <Stack gap="md">
      <Text fw={600}>
        {t("standing.admittedTo", { admitted: formats.number(admitted), all: formats.number(results.length) })}
      </Text>
      {gaps.length > 0 && <ResultList title={t("standing.gaps")} results={gaps} />}
      <ResultList title={t("standing.allSessions")} results={results} />
    </Stack>
  );
}

function ResultList({ title, results }: { title: string; results: StandingResult[] }) {
  return (
    <section>
      <Title order={3} fz="sm" mb={4}>
        {title}
      </Title>
      <ul className="plain-list outcome-list">
        {results.map((result) => (
          <Result key={`${result.session_rule_id} ${result.date}`} result={result} />
        ))}
      </ul>
    </section>
  );
}

function Result({
  result: { date, appointment_id: admitted, session_rule_id, bed_id, code, detail },
}: {
  result: StandingResult;
}) {
  const clinic = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const rules = useRuleNames(clinic.id);
  const beds = useQuery(queries.resources()).data ?? [];
  const why =
    code && (t(`problem.${code}`, { defaultValue: "" }) || t(`reason.${code}`, { defaultValue: detail ?? "" }));
  return (
    <li>
      <AnchorLink to={page.sessions} search={{ date }} size="sm" fw={600}>
        {formats.day(date)}
      </AnchorLink>
      <Text size="sm" c="var(--quiet-text)">
        {rules.get(session_rule_id)}
      </Text>
      <Text size="sm">
        {admitted
          ? formats.line([t("standing.admitted"), beds.find(({ id }) => id === bed_id)?.name])
          : formats.line([t("standing.gap"), why])}
      </Text>
    </li>
  );
}
