import { Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { newTimeOffRequest } from "../../src/supply/time-off-schemas.ts";
import { client } from "../api/client.ts";
import { areas, queries, refresh } from "../api/queries.ts";
import { tellDone } from "../parts/notify.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { WhenFields } from "../supply/when-fields.tsx";
import { typedDuring, wholeDay } from "../supply/when-values.ts";
import { FormFooter } from "./form-footer.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

interface TimeOffFormProps {
  /** Who asks for themselves alone; null for who asks for anybody. */
  ownId: string | null;
  done: () => void;
}

/** Asks for time off: on whole dates, or from one time of the clinic's clock to another. */
export function TimeOffForm({ ownId, done }: TimeOffFormProps) {
  const { timezone } = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { resource_id: ownId, ...wholeDay(today), reason: "" },
    schema: newTimeOffRequest,
    bodyOf: (typed) => ({
      resource_id: typed.resource_id,
      reason: textOrNull(typed.reason),
      ...typedDuring(typed, timezone),
      // Whole dates are those of the place where the person works.
      ...(!typed.whole_days && { timezone }),
    }),
    send: client.createTimeOffRequest,
    done: () => {
      void refresh(areas.setup);
      tellDone(t("timeOff.asked"));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {ownId === null && <PersonField {...form.getInputProps("resource_id")} />}
        <WhenFields values={form.values} errors={form.errors} change={form.setValues} />
        <TextInput
          label={t("exceptions.reason")}
          description={t("timeOff.reasonHint")}
          maxLength={200}
          {...form.getInputProps("reason")}
        />
        <FormFooter failure={failure} sending={sending} submitLabel={t("timeOff.ask")} onCancel={done} />
      </Stack>
    </form>
  );
}

/** Everybody who can be away: those who treat, and staff. */
function PersonField(input: object) {
  const { t } = useTranslation();
  const resources = useQuery(queries.resources());
  const peopleOf = (kind: "practitioner" | "staff") =>
    (resources.data ?? [])
      .filter((resource) => resource.kind === kind && resource.status === "active")
      .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={t("timeOff.who")}
      required
      searchable
      data-autofocus
      data={[
        { group: t("nav.practitioners"), items: peopleOf("practitioner") },
        { group: t("resources.groups.staff"), items: peopleOf("staff") },
      ]}
      {...input}
    />
  );
}
