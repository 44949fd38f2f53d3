import { Select, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { transfer } from "../../src/reception/queue/queue-schemas.ts";
import { dayClient } from "../api/day-client.ts";
import { areas, day, queries, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellVisitUndoable } from "../queue/undo-visit.ts";
import { useClinic } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** Hands a patient who waits over to another practitioner, with the share of the payment. */
export function TransferForm({ visit, done }: { visit: QueuedVisit; done: () => void }) {
  const clinic = useClinic();
  const { t } = useTranslation();
  const services = useQuery(queries.clinicServices(clinic.id));
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { practitioner_id: "", reason: "" },
    schema: transfer,
    bodyOf: (typed) => ({ practitioner_id: typed.practitioner_id || undefined, reason: typed.reason.trim() }),
    send: (body) => dayClient.transferVisit(visit.id, body),
    done: (transferred) => {
      void refresh(...day, areas.payments);
      tellVisitUndoable(t("queue.told.transferred", { name: visit.patient_name }), transferred.visit);
      done();
    },
  });
  const service = services.data?.find(({ id }) => id === visit.service_id);
  const able = (practitioners.data ?? []).filter(
    ({ id }) => id !== visit.practitioner_id && (!service || service.practitioner_ids.includes(id)),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text fw={600}>
          <bdi>{visit.patient_name}</bdi>
        </Text>
        <Select
          label={t("queue.transferTo")}
          description={t("queue.transferHint")}
          data-autofocus
          data={able.map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={t("queue.transferNobody")}
          {...form.getInputProps("practitioner_id")}
        />
        <Textarea label={t("queue.reason")} required {...form.getInputProps("reason")} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("move.transfer")} onCancel={done} />
      </Stack>
    </form>
  );
}
