import { Checkbox, NumberInput, Select, SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { DateField } from "../parts/date-field.tsx";
import { More } from "../parts/more.tsx";
import { useClinic } from "../shell/desk.tsx";
import { PatternFields } from "./pattern-fields.tsx";
import type { RoomKind, WishesForm, WishValues } from "./wishes-values.ts";

interface WishesFieldsProps {
  form: WishesForm;
  /** Who offers it can be wished for. */
  serviceId: string | null;
}

const roomKinds = ["room", "station", "bed", "equipment", "telehealth", "staff"] as const satisfies RoomKind[];

/** What a patient would like of the sessions: when, with whom, how far apart. What is left empty is not wished. */
export function WishesFields({ form, serviceId }: WishesFieldsProps) {
  const { t } = useTranslation();
  const { input, values } = form;
  const practitioners = useOffering(serviceId);
  return (
    <Stack gap="sm">
      <PatternFields form={form} practitioners={practitioners} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Stack gap={6}>
          <Select
            label={t("wishes.practitioner")}
            placeholder={t("booking.anyPractitioner")}
            clearable
            searchable
            data={practitioners}
            {...input("practitioner_id")}
          />
          <Checkbox
            label={t("wishes.onlyThem")}
            disabled={values.practitioner_id === null}
            checked={values.practitioner_required && values.practitioner_id !== null}
            {...withoutValue(input("practitioner_required"))}
          />
        </Stack>
        <NumberInput
          label={t("wishes.preferredDays")}
          placeholder={t("wishes.noMatter")}
          min={1}
          max={365}
          {...input("preferred_days_between")}
        />
      </SimpleGrid>
      <MoreWishes form={form} />
    </Stack>
  );
}

/** What few wish for: dates, limits of the days between, rooms, other clinics. */
function MoreWishes({ form: { input, values } }: { form: WishesForm }) {
  const { t } = useTranslation();
  return (
    <More label={t("wishes.more")} startsOpen={isUnusual(values)}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
        <DateField label={t("wishes.earliest")} {...input("earliest_date")} />
        <DateField label={t("wishes.latest")} {...input("latest_date")} />
        <NumberInput label={t("wishes.minDays")} min={1} max={365} {...input("min_days_between")} />
        <NumberInput
          label={t("wishes.maxDays")}
          placeholder={t("wishes.noMatter")}
          min={1}
          max={365}
          {...input("max_days_between")}
        />
        <Stack gap={6}>
          <Select
            label={t("wishes.roomKind")}
            placeholder={t("wishes.noMatter")}
            clearable
            data={roomKinds.map((value) => ({ value, label: t(`resources.kinds.${value}`) }))}
            {...input("room_kind")}
          />
          <Checkbox
            label={t("wishes.onlySuchRoom")}
            disabled={values.room_kind === null}
            checked={values.room_kind_required && values.room_kind !== null}
            {...withoutValue(input("room_kind_required"))}
          />
        </Stack>
        <Checkbox
          label={t("wishes.onlyHere")}
          className="self-center"
          checked={values.clinic_required}
          {...withoutValue(input("clinic_required"))}
        />
      </SimpleGrid>
    </More>
  );
}

const isUnusual = (values: WishValues): boolean =>
  values.earliest_date !== null ||
  values.latest_date !== null ||
  values.max_days_between !== "" ||
  (values.min_days_between !== "" && values.min_days_between > 1) ||
  values.room_kind !== null ||
  !values.clinic_required;

/** A checkbox is ticked, not filled in. */
function withoutValue(props: object): object {
  const { value: _, ...rest } = props as { value?: unknown };
  return rest;
}

/** Those who offer the service at this clinic; everybody of the clinic while none is chosen. */
function useOffering(serviceId: string | null): { value: string; label: string }[] {
  const clinic = useClinic();
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id)).data ?? [];
  const service = useQuery(queries.clinicServices(clinic.id)).data?.find(({ id }) => id === serviceId);
  return practitioners
    .filter(({ id }) => !service || service.practitioner_ids.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
}
