import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

interface WithBreaks {
  breaks: { start_local: string; end_local: string; label: string }[];
}

/** What the fields need of a form, whatever else it holds. */
type BreaksForm = Pick<UseFormReturnType<WithBreaks>, "values" | "getInputProps" | "insertListItem" | "removeListItem">;

/** The breaks of a working window, as many as there are. */
export function BreakFields({ form }: { form: BreaksForm }) {
  const { t } = useTranslation();
  const { breaks } = form.values;
  const add = () => form.insertListItem("breaks", { start_local: "13:00", end_local: "13:30", label: "" });
  return (
    <Fieldset legend={t("hours.breaks")}>
      <Stack gap="sm">
        {breaks.map((_, index) => (
          <Group key={index} align="end" gap="sm" wrap="nowrap">
            <TextInput type="time" label={t("hours.from")} {...form.getInputProps(`breaks.${index}.start_local`)} />
            <TextInput type="time" label={t("hours.to")} {...form.getInputProps(`breaks.${index}.end_local`)} />
            <TextInput label={t("hours.label")} className="grow" {...form.getInputProps(`breaks.${index}.label`)} />
            <ActionIcon
              variant="default"
              size={40}
              aria-label={t("hours.removeBreak")}
              onClick={() => form.removeListItem("breaks", index)}
            >
              <Trash2 size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button variant="default" className="self-start" leftSection={<Plus size={16} aria-hidden />} onClick={add}>
          {t("hours.addBreak")}
        </Button>
      </Stack>
    </Fieldset>
  );
}
