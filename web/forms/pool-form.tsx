import { Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newPool, poolChange } from "../../src/supply/pool-schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Pool } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { PoolMembers } from "../supply/pool-members.tsx";
import { FormFooter } from "./form-footer.tsx";
import { StatusField } from "./status-field.tsx";
import { useVerbForm } from "./verb-form.ts";

const schema = newPool.extend({ status: poolChange.shape.status });

export function PoolForm({ pool, done }: { pool: Pool | null; done: () => void }) {
  const { clinics, clinic } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      name: pool?.name ?? "",
      clinic_id: pool?.clinic_id ?? clinic?.id ?? "",
      resource_ids: pool?.resource_ids ?? [],
      status: pool?.status ?? "active",
    },
    schema,
    bodyOf: (typed) => typed,
    send: ({ status, clinic_id, ...body }) =>
      pool
        ? client.changePool(pool.id, { ...body, status }, pool.version)
        : client.createPool(newPool.parse({ clinic_id, ...body })),
    done: () => {
      void refresh(areas.setup, areas.availability);
      tellDone(t("state.saved"));
      done();
    },
  });
  const memberErrors = Object.fromEntries(
    form.values.resource_ids.map((id, index) => [id, form.errors[`resource_ids.${index}`]]),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t("record.name")} required data-autofocus {...form.getInputProps("name")} />
        <Select
          label={t("shell.clinic")}
          disabled={pool !== null}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("clinic_id")}
        />
        <PoolMembers
          clinicId={form.values.clinic_id}
          memberIds={form.values.resource_ids}
          errors={memberErrors}
          change={(ids) => form.setFieldValue("resource_ids", ids)}
        />
        {pool && <StatusField {...form.getInputProps("status")} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
