import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { standingAdmissionEnd } from "../../src/supply/sessions/admission-schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { StandingAdmission } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface EndStandingFormProps {
  standing: StandingAdmission;
  done: () => void;
}

/** Ends what a patient comes to each week, after a last date. */
export function EndStandingForm({ standing, done }: EndStandingFormProps) {
  const { today } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { ends_on: today },
    schema: standingAdmissionEnd,
    bodyOf: ({ ends_on }) => (ends_on ? { ends_on } : {}),
    send: (body) => client.endStandingAdmission(standing.id, body, standing.version),
    done: () => {
      void refresh(...day, areas.payments);
      tellDone(t("standing.ended", { name: standing.patient_name }));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text fw={600}>
          <bdi>{standing.patient_name}</bdi>
        </Text>
        <Text size="sm">{t("standing.endHint")}</Text>
        <DateField label={t("standing.until")} data-autofocus {...form.getInputProps("ends_on")} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("standing.endDo")} onCancel={done} color="red" />
      </Stack>
    </form>
  );
}
