import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newService } from "../../src/demand/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Service } from "../api/types.ts";
import { BasicsSection } from "../demand/basics-section.tsx";
import { PeopleSection } from "../demand/people-section.tsx";
import { PhasesSection } from "../demand/phases-section.tsx";
import { PriceSection } from "../demand/price-section.tsx";
import { phasesNow, serviceBody, serviceSchema, serviceValues } from "../demand/service-values.ts";
import { BookingSection, TimeSection } from "../demand/time-section.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** All that a service is: what it needs comes last, when its duration and its places are known. */
export function ServiceForm({ service, done }: { service: Service | null; done: () => void }) {
  const { clinic, session } = useDesk();
  const { t } = useTranslation();
  const usual = { currency: session.organization.currency, clinicIds: clinic ? [clinic.id] : [] };
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: serviceValues(service, usual),
    schema: serviceSchema,
    bodyOf: (typed) => serviceBody(typed, phasesNow(typed)),
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
  return (
    <form onSubmit={submit} noValidate className="service-form">
      <Stack gap="md">
        <BasicsSection form={form} exists={service !== null} />
        <TimeSection form={form} />
        <BookingSection form={form} />
        <PriceSection form={form} />
        <PeopleSection form={form} />
        <PhasesSection form={form} />
      </Stack>
      <div className="form-bar">
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </div>
    </form>
  );
}
