import { NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newResource, resourceChange } from "../../src/supply/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Resource } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { StatusField } from "./status-field.tsx";
import { useVerbForm } from "./verb-form.ts";

const kinds = newResource.shape.kind.options;
const schema = resourceChange.extend({ kind: newResource.shape.kind });

export function ResourceForm({ resource, done }: { resource: Resource | null; done: () => void }) {
  const { clinics, clinic } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      name: resource?.name ?? "",
      kind: resource?.kind ?? "room",
      clinic_id: resource ? resource.clinic_id : (clinic?.id ?? null),
      lanes: resource?.lanes ?? 1,
      status: resource?.status ?? "active",
    },
    schema,
    bodyOf: (typed) => typed,
    send: ({ status, kind, ...body }) =>
      resource
        ? client.changeResource(resource.id, { ...body, status }, resource.version)
        : client.createResource(newResource.parse({ kind, ...body })),
    done: () => {
      void refresh(areas.setup, areas.calendar);
      tellDone(t("state.saved"));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t("record.name")} required data-autofocus {...form.getInputProps("name")} />
        <Select
          label={t("resources.kind")}
          disabled={resource !== null}
          data={kinds.map((value) => ({ value, label: t(`resources.kinds.${value}`) }))}
          {...form.getInputProps("kind")}
        />
        <Select
          label={t("shell.clinic")}
          clearable
          placeholder={t("resources.anyClinic")}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("clinic_id")}
        />
        <NumberInput label={t("resources.lanes")} min={1} max={50} {...form.getInputProps("lanes")} />
        {resource && <StatusField {...form.getInputProps("status")} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
