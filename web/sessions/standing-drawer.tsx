import "./board.css";
import { Drawer, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { StandingAdmissionWithResults, StandingResult } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { useRuleName } from "./rule-names.ts";

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

function Results({ standing: { results, sessions } }: { standing: StandingAdmissionWithResults }) {
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
      {gaps.length > 0 && <ResultList title={t("standing.gaps")} results={gaps} sessions={sessions} />}
      <ResultList title={t("standing.allSessions")} results={results} sessions={sessions} />
    </Stack>
  );
}

interface ResultListProps extends Pick<StandingAdmissionWithResults, "sessions"> {
  title: string;
  results: StandingResult[];
}

function ResultList({ title, results, sessions }: ResultListProps) {
  return (
    <section>
      <Title order={3} fz="sm" mb={4}>
        {title}
      </Title>
      <ul className="plain-list outcome-list">
        {results.map((result) => (
          <Result key={`${result.session_rule_id} ${result.date}`} result={result} sessions={sessions} />
        ))}
      </ul>
    </section>
  );
}

interface ResultProps extends Pick<StandingAdmissionWithResults, "sessions"> {
  result: StandingResult;
}

function Result({ result, sessions }: ResultProps) {
  const { date, appointment_id: admitted, session_rule_id, bed_id, code, detail } = result;
  const { formats } = useDesk();
  const { t } = useTranslation();
  const nameOf = useRuleName();
  const rule = sessions.find((one) => one.session_rule_id === session_rule_id);
  const beds = useQuery(queries.resources()).data ?? [];
  const why =
    code && (t(`problem.${code}`, { defaultValue: "" }) || t(`reason.${code}`, { defaultValue: detail ?? "" }));
  return (
    <li>
      <AnchorLink to={page.sessions} search={{ date }} size="sm" fw={600}>
        {formats.day(date)}
      </AnchorLink>
      <Text size="sm" c="var(--quiet-text)">
        {rule && nameOf(rule)}
      </Text>
      <Text size="sm">
        {admitted
          ? formats.line([t("standing.admitted"), beds.find(({ id }) => id === bed_id)?.name])
          : formats.line([t("standing.gap"), why])}
      </Text>
    </li>
  );
}
