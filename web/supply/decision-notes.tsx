import { Textarea, type TextareaProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What the one who decides says to the one who asked. */
export function DecisionNotes(input: TextareaProps) {
  const { t } = useTranslation();
  return (
    <Textarea label={t("timeOff.notes")} description={t("timeOff.notesHint")} maxLength={500} autosize {...input} />
  );
}
