import { NumberInput, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { clinicChange, newClinic, queuePolicy } from "../../src/supply/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Clinic } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { countriesIn } from "../text/countries.ts";
import { FormFooter } from "./form-footer.tsx";
import { StatusField } from "./status-field.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

/** The server says so too, in its own words. */
const schema = clinicChange.refine(
  ({ wait_warning_minutes: warning = 0, wait_alert_minutes: alert = Infinity }) => warning <= alert,
  { path: ["wait_alert_minutes"], params: { code: "alert_before_warning" } },
);

export function ClinicForm({ clinic, done }: { clinic: Clinic | null; done: () => void }) {
  const { session } = useDesk();
  const { t, i18n } = useTranslation();
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      name: clinic?.name ?? "",
      timezone: clinic?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      queue_policy: clinic?.queue_policy ?? "on_arrival",
      no_show_grace_minutes: clinic?.no_show_grace_minutes ?? "",
      waitlist_offer_minutes: clinic?.waitlist_offer_minutes ?? 60,
      wait_warning_minutes: clinic?.wait_warning_minutes ?? 20,
      wait_alert_minutes: clinic?.wait_alert_minutes ?? 45,
      address: clinic?.address ?? "",
      phone: clinic?.phone ?? "",
      country: clinic ? clinic.country : session.organization.country,
      region: clinic?.region ?? "",
      status: clinic?.status ?? "active",
    },
    schema,
    bodyOf: (typed) => ({
      ...typed,
      no_show_grace_minutes: typed.no_show_grace_minutes === "" ? null : typed.no_show_grace_minutes,
      address: textOrNull(typed.address),
      phone: textOrNull(typed.phone),
      region: textOrNull(typed.region),
    }),
    send: ({ status, ...body }) =>
      clinic
        ? client.changeClinic(clinic.id, { ...body, status }, clinic.version)
        : client.createClinic(newClinic.parse(body)),
    done: () => {
      void refresh(areas.setup);
      tellDone(t("state.saved"));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t("record.name")} required data-autofocus {...form.getInputProps("name")} />
        <Select
          label={t("clinics.timezone")}
          searchable
          required
          limit={50}
          data={Intl.supportedValuesOf("timeZone")}
          {...form.getInputProps("timezone")}
        />
        <Select
          label={t("clinics.queuePolicy")}
          data={queuePolicy.options.map((value) => ({ value, label: t(`clinics.policies.${value}`) }))}
          {...form.getInputProps("queue_policy")}
        />
        <NumberInput
          label={t("clinics.noShowGrace")}
          description={t("clinics.noShowGraceHint")}
          min={0}
          max={1440}
          {...form.getInputProps("no_show_grace_minutes")}
        />
        <NumberInput
          label={t("clinics.waitlistOffer")}
          min={1}
          max={1440}
          {...form.getInputProps("waitlist_offer_minutes")}
        />
        <NumberInput
          label={t("clinics.waitWarning")}
          description={t("clinics.waitHint")}
          min={1}
          max={1440}
          {...form.getInputProps("wait_warning_minutes")}
        />
        <NumberInput label={t("clinics.waitAlert")} min={1} max={1440} {...form.getInputProps("wait_alert_minutes")} />
        <Textarea label={t("clinics.address")} {...form.getInputProps("address")} />
        <TextInput label={t("clinics.phone")} type="tel" dir="ltr" {...form.getInputProps("phone")} />
        <Select
          label={t("clinics.country")}
          description={t("clinics.countryHint")}
          placeholder={t("clinics.noCountry")}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("clinics.noCountry") }}
          limit={50}
          data={countries.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.getInputProps("country")}
        />
        <TextInput
          label={t("clinics.region")}
          description={t("clinics.regionHint")}
          dir="ltr"
          disabled={form.values.country === null}
          {...form.getInputProps("region")}
        />
        {clinic && <StatusField {...form.getInputProps("status")} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
