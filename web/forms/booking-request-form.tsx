import { Fieldset, NumberInput, Select, SimpleGrid, Stack, Switch, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, queries, refresh } from "../api/queries.ts";
import type { BookingRequest, Patient } from "../api/types.ts";
import { NoticeField } from "../demand/notice-field.tsx";
import { requestBody, requestChangeOf, requestSchema, requestValues } from "../demand/request-values.ts";
import { WishesFields } from "../demand/wishes-fields.tsx";
import { tellDone } from "../parts/notify.tsx";
import { PatientChooser } from "../people/patient-chooser.tsx";
import { useClinic } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface BookingRequestFormProps {
  /** The one that is changed; null for a new one. */
  request: BookingRequest | null;
  done: () => void;
}

/** What a patient would like to have booked, and whether freed time is to be offered to them. */
export function BookingRequestForm({ request, done }: BookingRequestFormProps) {
  const clinic = useClinic();
  const { t } = useTranslation();
  const [patient, choose] = useState<Patient | null>(null);
  const services = useQuery(queries.clinicServices(clinic.id)).data ?? [];
  const ask = useAttempt(client.createBookingRequest);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: requestValues(request),
    schema: requestSchema,
    bodyOf: (typed) => requestBody(typed, request?.clinic_id ?? clinic.id, request?.patient_id ?? patient?.id ?? null),
    send: (body) =>
      request ? client.changeBookingRequest(request.id, requestChangeOf(body), request.version) : ask(body),
    done: () => {
      void refresh(areas.demand, areas.tickets);
      tellDone(t("state.saved"));
      done();
    },
  });
  return (
    // The patient stands outside of the form: a new one is made by a form of their own.
    <Stack gap="md">
      {!request && (
        <Fieldset legend={t("booking.steps.patient")}>
          <PatientChooser patient={patient} choose={choose} error={form.errors.patient_id} />
        </Fieldset>
      )}
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {!request && (
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <Select
                label={t("booking.service")}
                placeholder={t("booking.chooseService")}
                searchable
                data={services.map(({ id, name }) => ({ value: id, label: name }))}
                {...form.getInputProps("service_id")}
              />
              <NumberInput
                label={t("contracts.sessions")}
                min={1}
                max={200}
                allowDecimal={false}
                {...form.getInputProps("sessions")}
              />
            </SimpleGrid>
          )}
          <WishesFields
            serviceId={form.values.service_id}
            form={{
              values: form.values,
              input: (field) => form.getInputProps(field),
              addPattern: (pattern) => form.insertListItem("patterns", pattern),
              removePattern: (index) => form.removeListItem("patterns", index),
            }}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <NumberInput
              label={t("bookingRequests.priority")}
              description={t("bookingRequests.priorityHint")}
              min={0}
              max={9}
              allowDecimal={false}
              {...form.getInputProps("priority")}
            />
            <Stack gap={6} justify="flex-end">
              <Switch
                label={t("bookingRequests.waitlisted")}
                checked={form.values.waitlisted}
                onChange={(event) => form.setFieldValue("waitlisted", event.currentTarget.checked)}
              />
              {form.values.waitlisted && (
                <>
                  <Switch
                    label={t("bookingRequests.earlier")}
                    checked={form.values.earlier}
                    onChange={(event) => form.setFieldValue("earlier", event.currentTarget.checked)}
                  />
                  <NoticeField label={t("bookingRequests.notice")} {...form.getInputProps("offer_notice_minutes")} />
                </>
              )}
            </Stack>
          </SimpleGrid>
          <Textarea label={t("booking.notes")} {...form.getInputProps("notes")} />
          <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
        </Stack>
      </form>
    </Stack>
  );
}
