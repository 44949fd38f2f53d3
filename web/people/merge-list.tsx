import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { patientQueries } from "../api/patient-queries.ts";
import type { PatientMerge } from "../api/patient-types.ts";
import { Section } from "../parts/section.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useUndoMerge } from "./use-undo-merge.ts";
import "./record.css";

/** Which records were merged into this one, by whom, and the way back. Nothing where there was none. */
export function MergeList({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const { data: merges = [] } = useQuery(patientQueries.merges(patientId));
  if (merges.length === 0) return null;
  return (
    <Section title={t("merging.merges")}>
      <Stack component="ul" gap={0} className="plain-list ruled-list">
        {merges.map((merge) => (
          <OneMerge key={merge.id} merge={merge} />
        ))}
      </Stack>
    </Section>
  );
}

function OneMerge({ merge }: { merge: PatientMerge }) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const undo = useUndoMerge();
  const { appointments, visits, payments, contracts } = merge.moved;
  const moved = { appointments, visits, payments, contracts };
  return (
    <Group component="li" justify="space-between" gap="sm" py="sm">
      <div>
        <Text fw={600}>
          <bdi>{t("merging.mergedInto", { merged: merge.merged_name, kept: merge.kept_name })}</bdi>
        </Text>
        <Text size="sm" c="var(--quiet-text)">
          {formats.line([formats.moment(merge.merged_at), merge.merged_by_name, merge.reason])}
        </Text>
        <Text size="sm" c="var(--quiet-text)">
          {formats.line(
            Object.entries(moved)
              .filter(([, count]) => count > 0)
              .map(([kind, count]) => t(`merging.moved.${kind}`, { count, number: formats.number(count) })),
          )}
        </Text>
      </div>
      {merge.undone_at !== null ? (
        <Text size="sm">{t("merging.undoneAt", { moment: formats.moment(merge.undone_at) })}</Text>
      ) : (
        may("undoPatientMerge") && (
          <Button variant="default" leftSection={<Undo2 size={16} aria-hidden />} onClick={() => void undo(merge)}>
            {t("merging.undo")}
          </Button>
        )
      )}
    </Group>
  );
}
