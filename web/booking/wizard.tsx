import { Group, Paper, Stepper, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Booked, Patient } from "../api/types.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { PatientChooser } from "../people/patient-chooser.tsx";
import { ClinicStep } from "./clinic-step.tsx";
import { ConfirmStep } from "./confirm-step.tsx";
import { missing, steps, wishOf, type Draft } from "./draft.ts";
import { HoldNote } from "./hold-note.tsx";
import { PractitionerStep } from "./practitioner-step.tsx";
import { ServiceStep } from "./service-step.tsx";
import { StepButtons } from "./step-buttons.tsx";
import { useHold } from "./use-hold.ts";

const route = getRouteApi("/desk/book");

interface BookingWizardProps {
  patient: Patient | null;
  done: (booked: Booked) => void;
}

/**
 * Five steps to an appointment. Steps that were filled stay as they are when one goes back. The time is kept for the patient
 * from when it is chosen, so that all else can be talked about in peace.
 */
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
    waive: [],
    source: "phone",
    notes: "",
  });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const moved = useRef(false);
  const step = steps[active] ?? "confirm";
  const lacks = missing(draft, step);
  const wish = wishOf(draft);
  const hold = useHold(wish);
  const kept = hold.state.is !== "over" && hold.state.is !== "refused";
  const go = (to: number) => {
    moved.current = true;
    setActive(Math.min(Math.max(to, 0), steps.length - 1));
  };
  const shared = { draft, change };
  const contents = {
    clinic: <ClinicStep {...shared} />,
    practitioner: <PractitionerStep {...shared} />,
    patient: <PatientChooser patient={draft.patient} choose={(chosen) => change({ patient: chosen })} />,
    serviceAndTime: <ServiceStep {...shared} kept={kept} />,
    confirm: <ConfirmStep {...shared} hold={hold} done={done} back={() => go(active - 1)} />,
  };
  return (
    <Paper p={{ base: "sm", sm: "lg" }} maw={960} className="wizard">
      <Text className="sr-only step-now" role="status">
        {t("booking.stepOf", {
          step: formats.number(active + 1),
          steps: formats.number(steps.length),
          name: t(`booking.steps.${step}`),
        })}
      </Text>
      <Stepper active={active} onStepClick={go} allowNextStepsSelect={false} size="sm" wrap={false} keepMounted>
        {steps.map((name, index) => (
          <Stepper.Step
            key={name}
            icon={formats.number(index + 1)}
            label={t(`booking.steps.${name}`)}
            aria-label={t(`booking.steps.${name}`)}
          >
            <StepPane moved={moved}>{contents[name]}</StepPane>
          </Stepper.Step>
        ))}
      </Stepper>
      {wish && draft.start && (
        <div className={hold.state.is === "refused" ? "hold-note" : "hold-note in-sight"}>
          <HoldNote
            hold={hold}
            start={draft.start}
            zone={draft.clinic.timezone}
            take={(start, waive = []) => change({ start, waive })}
          />
        </div>
      )}
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

/** A step's content takes the focus when it is shown, so that the next Tab reaches its first field; not when the page opens. */
function StepPane({ moved, children }: { moved: RefObject<boolean>; children: ReactNode }) {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moved.current) pane.current?.focus();
  }, [moved]);
  return (
    <div ref={pane} tabIndex={-1} className="step-pane">
      {children}
    </div>
  );
}
