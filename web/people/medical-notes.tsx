import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { patientQueries } from "../api/patient-queries.ts";
import type { MedicalNote } from "../api/patient-types.ts";
import { MedicalNoteForm } from "../forms/medical-note-form.tsx";
import { Pages } from "../parts/pages.tsx";
import { useDesk } from "../shell/desk.tsx";
import "./record.css";

/** What doctors write for each other. A note stays as it was written; correcting it writes another one. */
export function MedicalNotes({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const [correcting, correct] = useState<MedicalNote | null>(null);
  const notes = useInfiniteQuery(patientQueries.notes(patientId));
  return (
    <Stack gap="md">
      <Text size="sm" c="var(--quiet-text)">
        {t("medicalNotes.who")}
      </Text>
      <MedicalNoteForm
        key={correcting?.id ?? "new"}
        patientId={patientId}
        corrects={correcting}
        done={() => correct(null)}
      />
      <Pages query={notes} none={<Text size="sm">{t("medicalNotes.none")}</Text>}>
        {(items) => (
          <Stack component="ul" gap={0} className="plain-list ruled-list" aria-label={t("medicalNotes.title")}>
            {items.map((note) => (
              <Note key={note.id} note={note} correct={() => correct(note)} />
            ))}
          </Stack>
        )}
      </Pages>
    </Stack>
  );
}

function Note({ note, correct }: { note: MedicalNote; correct: () => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const isCorrected = note.corrected_by_id !== null;
  return (
    <Stack component="li" gap={4} py="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="var(--quiet-text)">
          {formats.line([note.account_name, formats.moment(note.created_at)])}
        </Text>
        <Group gap="xs">
          {note.corrects_id !== null && <Badge color="blue">{t("medicalNotes.correction")}</Badge>}
          {isCorrected ? (
            <Badge color="gray">{t("medicalNotes.corrected")}</Badge>
          ) : (
            <Button size="compact-sm" variant="subtle" onClick={correct}>
              {t("medicalNotes.correct")}
            </Button>
          )}
        </Group>
      </Group>
      <Text className="as-written" dir="auto" td={isCorrected ? "line-through" : undefined}>
        {note.body}
      </Text>
    </Stack>
  );
}
