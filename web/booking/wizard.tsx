import { Group, Paper, Stepper, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Booked, Patient } from "../api/types.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { PatientChooser } from "../people/patient-chooser.tsx";
import { ClinicStep } from "./clinic-step.tsx";
import { ConfirmStep } from "./confirm-step.tsx";
import { missing, steps, type Draft } from "./draft.ts";
import { PractitionerStep } from "./practitioner-step.tsx";
import { ServiceStep } from "./service-step.tsx";
import { StepButtons } from "./step-buttons.tsx";

const route = getRouteApi("/desk/book");

interface BookingWizardProps {
  patient: Patient | null;
  done: (booked: Booked) => void;
}

/** Five steps to an appointment. Steps that were filled stay as they are when one goes back. */
export function BookingWizard({ patient, done }: BookingWizardProps) {
  const clinic = useClinic();
  const { practitioner } = route.useSearch();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const [active, setActive] = useState(0);
  const [draft, setDraft] = useState<Draft>({
    clinic,
    practitionerId: practitioner ?? null,
    patient,
    serviceId: null,
    start: null,
    source: "phone",
    notes: "",
  });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const heading = useFocusOnChange(active);
  const step = steps[active] ?? "confirm";
  const lacks = missing(draft, step);
  const go = (to: number) => setActive(Math.min(Math.max(to, 0), steps.length - 1));
  const shared = { draft, change };
  const contents = {
    clinic: <ClinicStep {...shared} />,
    practitioner: <PractitionerStep {...shared} />,
    patient: <PatientChooser patient={draft.patient} choose={(chosen) => change({ patient: chosen })} />,
    serviceAndTime: <ServiceStep {...shared} />,
    confirm: <ConfirmStep {...shared} done={done} back={() => go(active - 1)} />,
  };
  return (
    <Paper p={{ base: "sm", sm: "lg" }} maw={960} className="wizard">
      <Stepper active={active} onStepClick={go} allowNextStepsSelect={false} size="sm" wrap={false} keepMounted>
        {steps.map((name, index) => (
          <Stepper.Step
            key={name}
            icon={formats.number(index + 1)}
            label={t(`booking.steps.${name}`)}
            aria-label={t(`booking.steps.${name}`)}
          >
            {contents[name]}
          </Stepper.Step>
        ))}
      </Stepper>
      <Text ref={heading} tabIndex={-1} className="sr-only step-now" role="status">
        {t("booking.stepOf", {
          step: formats.number(active + 1),
          steps: formats.number(steps.length),
          name: t(`booking.steps.${step}`),
        })}
      </Text>
      {step !== "confirm" && (
        <Group mt="lg" justify="space-between">
          <StepButtons
            back={active > 0 ? () => go(active - 1) : null}
            next={() => go(active + 1)}
            reason={lacks && t(`booking.missing.${lacks}`)}
          />
        </Group>
      )}
    </Paper>
  );
}

/** Moves the focus to the step's announcement, so that the next Tab reaches the step's first field. */
function useFocusOnChange(active: number) {
  const ref = useRef<HTMLParagraphElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) ref.current?.focus();
    first.current = false;
  }, [active]);
  return ref;
}
