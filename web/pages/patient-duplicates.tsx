import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { patientQueries } from "../api/patient-queries.ts";
import type { DuplicatePair } from "../api/patient-types.ts";
import { AnchorLink, ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Pages } from "../parts/pages.tsx";
import { Nothing } from "../parts/states.tsx";
import { likelihoodText, reasonWords } from "../people/match-words.ts";
import { MergeDialog } from "../people/merge-dialog.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

/** Pairs of records that may be one person's, of the whole organization. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const pairs = useInfiniteQuery(patientQueries.duplicatePairs());
  const [chosen, setChosen] = useState<DuplicatePair["patients"] | null>(null);
  const [opened, dialog] = useDisclosure(false);
  const compare = ({ patients }: DuplicatePair) => {
    setChosen(patients);
    dialog.open();
  };
  return (
    <>
      <PageHeading title={t("merging.duplicates")}>
        <ButtonLink variant="default" to={page.patients} search={{}}>
          {t("patients.title")}
        </ButtonLink>
      </PageHeading>
      <Pages query={pairs} none={<Nothing title={t("merging.noDuplicates")} hint={t("merging.noDuplicatesHint")} />}>
        {(items) => (
          <Stack component="ul" gap="sm" className="plain-list" aria-label={t("merging.duplicates")}>
            {items.map((pair) => (
              <Pair key={pair.patients.map(({ id }) => id).join()} pair={pair} compare={() => compare(pair)} />
            ))}
          </Stack>
        )}
      </Pages>
      {chosen && <MergeDialog one={chosen[0]} other={chosen[1]} opened={opened} close={dialog.close} />}
    </>
  );
}

function Pair({ pair, compare }: { pair: DuplicatePair; compare: () => void }) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const [one, other] = pair.patients;
  return (
    <Card component="li">
      <Group justify="space-between" gap="sm">
        <Stack gap={4}>
          {[one, other].map((patient) => (
            <Group key={patient.id} gap="sm">
              <AnchorLink to={page.patient} params={{ patientId: patient.id }} fw={600}>
                <bdi>{patient.name}</bdi>
              </AnchorLink>
              {patient.phone !== null && (
                <Text size="sm" c="var(--quiet-text)">
                  <bdi dir="ltr">{patient.phone}</bdi>
                </Text>
              )}
              {patient.birth_date !== null && (
                <Text size="sm" c="var(--quiet-text)">
                  {formats.date(patient.birth_date)}
                </Text>
              )}
            </Group>
          ))}
          <Group gap="xs">
            <Badge color={pair.score >= 75 ? "red" : "gray"}>{likelihoodText(pair.score, t)}</Badge>
            <Text size="sm">{formats.line(reasonWords(pair.reasons, t))}</Text>
          </Group>
        </Stack>
        {may("mergePatients") && (
          <Button
            variant="default"
            aria-label={t("merging.compareBoth", { one: one.name, other: other.name })}
            onClick={compare}
          >
            {t("merging.compare")}
          </Button>
        )}
      </Group>
    </Card>
  );
}
