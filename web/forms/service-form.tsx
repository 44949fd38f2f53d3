import { MultiSelect, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { parseMajor } from "../../src/core/money.ts";
import { newService, serviceChange } from "../../src/demand/schemas.ts";
import { client } from "../api/client.ts";
import { areas, queries, refresh } from "../api/queries.ts";
import type { Service } from "../api/types.ts";
import { amountText } from "../billing/balance.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { StatusField } from "./status-field.tsx";
import { useVerbForm } from "./verb-form.ts";

export function ServiceForm({ service, done }: { service: Service | null; done: () => void }) {
  const { clinics, clinic, session } = useDesk();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.practitioners());
  const currency = service?.currency ?? session.organization.currency;
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      name: service?.name ?? "",
      duration_minutes: service?.duration_minutes ?? 20,
      price_minor: amountText(service?.price_minor ?? 0, currency),
      buffer_before_minutes: service?.buffer_before_minutes ?? 0,
      buffer_after_minutes: service?.buffer_after_minutes ?? 0,
      clinic_ids: service?.clinic_ids ?? (clinic ? [clinic.id] : []),
      practitioner_ids: service?.practitioner_ids ?? [],
      status: service?.status ?? "active",
    },
    schema: serviceChange,
    bodyOf: (typed) => ({ ...typed, price_minor: parseMajor(typed.price_minor, currency) ?? Number.NaN }),
    send: ({ status, ...body }) =>
      service
        ? client.changeService(service.id, { ...body, status }, service.version)
        : client.createService(newService.parse(body)),
    done: () => {
      void refresh(areas.setup, areas.availability);
      tellDone(t("state.saved"));
      done();
    },
  });
  const people = (practitioners.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t("record.name")} required data-autofocus {...form.getInputProps("name")} />
        <SimpleGrid cols={2}>
          <NumberInput label={t("services.durationMinutes")} min={1} {...form.getInputProps("duration_minutes")} />
          <TextInput
            label={t("payments.amount", { currency })}
            inputMode="decimal"
            dir="ltr"
            {...form.getInputProps("price_minor")}
          />
          <NumberInput label={t("services.bufferBefore")} min={0} {...form.getInputProps("buffer_before_minutes")} />
          <NumberInput label={t("services.bufferAfter")} min={0} {...form.getInputProps("buffer_after_minutes")} />
        </SimpleGrid>
        <MultiSelect
          label={t("nav.clinics")}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("clinic_ids")}
        />
        <MultiSelect
          label={t("nav.practitioners")}
          searchable
          data={people}
          {...form.getInputProps("practitioner_ids")}
        />
        {service && <StatusField {...form.getInputProps("status")} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
