import { Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { walkIn } from "../../src/reception/schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, queries, refresh } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { WhoAtDoor, type WayIn } from "../people/who-at-door.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** What was said of somebody who is not known; nothing is enough. */
const strangerOf = ({ name, phone }: { name: string; phone: string }) => ({
  ...(name.trim() && { name: name.trim() }),
  ...(phone.trim() && { phone: phone.trim() }),
});

/** Puts a patient without an appointment into the queue. */
export function WalkInForm({ done }: { done: () => void }) {
  const clinic = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const [way, setWay] = useState<WayIn>("known");
  const [patient, setPatient] = useState<Patient | null>(null);
  const services = useQuery(queries.clinicServices(clinic.id));
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const enter = useAttempt(client.walkIn);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { name: "", phone: "", service_id: "", practitioner_id: "", notes: "" },
    schema: walkIn,
    bodyOf: (typed) => ({
      clinic_id: clinic.id,
      ...(way === "known" ? { patient_id: patient?.id } : { patient: strangerOf(typed) }),
      service_id: typed.service_id || undefined,
      ...(typed.practitioner_id && { practitioner_id: typed.practitioner_id }),
      ...(typed.notes.trim() && { notes: typed.notes }),
    }),
    send: enter,
    done: ({ visit }) => {
      void refresh(...day, areas.payments);
      const number = visit.queue_number;
      tellDone(number === null ? t("queue.joined") : t("queue.joinedAs", { number: formats.number(number) }));
      done();
    },
  });
  const service = services.data?.find(({ id }) => id === form.values.service_id);
  const able = (practitioners.data ?? []).filter(({ id }) => !service || service.practitioner_ids.includes(id));
  return (
    // The patient stands outside of the form: a new one is made by a form of their own.
    <Stack gap="md">
      <WhoAtDoor
        way={way}
        turnTo={setWay}
        patient={patient}
        choose={setPatient}
        error={form.errors.patient_id}
        name={form.getInputProps("name")}
        phone={{ ...form.getInputProps("phone"), error: form.errors["patient.phone"] }}
      />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Select
            label={t("booking.service")}
            placeholder={t("booking.chooseService")}
            searchable
            data={(services.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps("service_id")}
          />
          <Select
            label={t("booking.practitioner")}
            clearable
            placeholder={t("booking.anyPractitioner")}
            data={able.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps("practitioner_id")}
          />
          <Textarea label={t("booking.notes")} {...form.getInputProps("notes")} />
          <FormFooter failure={failure} sending={sending} submitLabel={t("queue.addToQueue")} onCancel={done} />
        </Stack>
      </form>
    </Stack>
  );
}
