import { Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newMedicalNote } from "../../src/people/note-schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { patientClient } from "../api/patient-client.ts";
import type { MedicalNote, NewMedicalNote } from "../api/patient-types.ts";
import { areas, refresh } from "../api/queries.ts";
import { tellDone } from "../parts/notify.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface MedicalNoteFormProps {
  patientId: string;
  corrects: MedicalNote | null;
  done: () => void;
}

/** Writes a note, or one that corrects another. */
export function MedicalNoteForm({ patientId, corrects, done }: MedicalNoteFormProps) {
  const { t } = useTranslation();
  const write = useAttempt((body: NewMedicalNote, key) => patientClient.writeNote(patientId, body, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { body: corrects?.body ?? "" },
    schema: newMedicalNote,
    bodyOf: ({ body }) => ({ body: body.trim(), ...(corrects && { corrects_id: corrects.id }) }),
    send: write,
    done: () => {
      form.reset();
      void refresh(areas.patients);
      tellDone(t("state.saved"));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={0}>
        <Textarea
          label={t(corrects ? "medicalNotes.correctionOf" : "medicalNotes.new")}
          autosize
          minRows={3}
          dir="auto"
          data-autofocus={corrects !== null}
          autoFocus={corrects !== null}
          {...form.getInputProps("body")}
        />
        <FormFooter
          failure={failure}
          sending={sending}
          submitLabel={t("medicalNotes.write")}
          onCancel={corrects ? done : undefined}
        />
      </Stack>
    </form>
  );
}
