import { Button, Group, Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clinic, Patient } from "../api/types.ts";
import { Refused } from "../forms/form-footer.tsx";
import { DateField } from "../parts/date-field.tsx";
import { disabledBy } from "../parts/disabled-by.ts";
import { PatientChooser } from "../people/patient-chooser.tsx";
import { useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { useStartPlan } from "./use-start-plan.ts";
import { VisitServices } from "./visit-services.tsx";
import { itineraryOf, missingOf, mostDays, orders, type VisitValues } from "./visit-values.ts";

/** Who comes for what, in which order, and from when to when; the answer is a day with times for all of it. */
export function VisitWizard({ clinic }: { clinic: Clinic }) {
  const { today } = useDesk();
  const { t } = useTranslation();
  const [patient, choosePatient] = useState<Patient | null>(null);
  const [values, setValues] = useState<VisitValues>({
    patientId: null,
    serviceIds: [],
    order: "any",
    pairs: [],
    from: today,
    to: addDays(today, 13),
  });
  const { starting, failure, start } = useStartPlan();
  const change = (part: Partial<VisitValues>) => setValues((before) => ({ ...before, ...part }));
  const missing = missingOf(values);
  const ask = () => {
    const wanted = itineraryOf(values, clinic.id);
    if (wanted) void start(wanted);
  };
  return (
    <Stack gap="lg">
      <section aria-label={t("booking.steps.patient")}>
        <PatientChooser
          patient={patient}
          choose={(chosen) => {
            choosePatient(chosen);
            change({ patientId: chosen?.id ?? null });
          }}
        />
      </section>
      <VisitServices clinic={clinic} values={values} change={setValues} />
      {values.serviceIds.length > 1 && (
        <Radio.Group label={t("itinerary.order")} value={values.order} onChange={(order) => change({ order })}>
          <Stack gap="xs" mt="xs">
            {orders.map((order) => (
              <Radio key={order} value={order} label={t(`itinerary.orders.${order}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField
          label={t("itinerary.from")}
          clearable={false}
          minDate={today}
          value={values.from}
          onChange={(from) => change({ from, ...(from && values.to && values.to < from && { to: from }) })}
        />
        <DateField
          label={t("itinerary.to")}
          clearable={false}
          minDate={values.from ?? today}
          maxDate={addDays(values.from ?? today, mostDays - 2)}
          value={values.to}
          onChange={(to) => change({ to })}
        />
      </SimpleGrid>
      <Refused failure={failure} />
      <Group justify="flex-end">
        <Text size="sm" c="var(--quiet-text)" role="status">
          {missing && t(`itinerary.missing.${missing}`)}
        </Text>
        <Button loading={starting} onClick={ask} {...disabledBy(missing && t(`itinerary.missing.${missing}`))}>
          {t("itinerary.propose")}
        </Button>
      </Group>
    </Stack>
  );
}
