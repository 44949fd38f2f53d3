import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Contract, Patient } from "../api/types.ts";
import { changeOf, contractBody, contractSchema, contractValues, newLine, totalOf } from "../demand/contract-values.ts";
import { LineFields } from "../demand/line-fields.tsx";
import { tellDone } from "../parts/notify.tsx";
import { Section } from "../parts/section.tsx";
import { PatientChooser } from "../people/patient-chooser.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface ContractFormProps {
  /** The draft that is changed; null for a new one. */
  contract: Contract | null;
  patient: Patient | null;
  done: (contract: Contract) => void;
  cancel: () => void;
}

const mostLines = 20;

/** Draws up a contract, or changes its draft: which sessions, at what price, and what the patient wishes. */
export function ContractForm({ contract, patient: known, done, cancel }: ContractFormProps) {
  const clinic = useClinic();
  const { session } = useDesk();
  const { t } = useTranslation();
  const currency = contract?.currency ?? session.organization.currency;
  const [patient, choose] = useState(known);
  const draw = useAttempt(client.createContract);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: contractValues(contract, known?.id ?? null, currency),
    schema: contractSchema,
    bodyOf: (typed) =>
      contractBody(
        { ...typed, patient_id: contract?.patient_id ?? patient?.id ?? null },
        contract?.clinic_id ?? clinic.id,
        currency,
      ),
    send: (body) => (contract ? client.changeContract(contract.id, changeOf(body), contract.version) : draw(body)),
    done: (saved) => {
      void refresh(areas.demand, areas.availability);
      tellDone(t("state.saved"));
      done(saved);
    },
  });
  const { lines } = form.values;
  return (
    // The patient stands outside of the form: a new one is made by a form of their own.
    <Stack gap="md" className="service-form">
      {!contract && (
        <Section title={t("booking.steps.patient")}>
          <PatientChooser patient={patient} choose={choose} error={form.errors.patient_id} />
        </Section>
      )}
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {lines.map((line, index) => (
            <LineFields key={index} form={form} index={index} line={line} currency={currency} />
          ))}
          {lines.length < mostLines && (
            <Button
              variant="default"
              className="self-start"
              leftSection={<Plus size={16} aria-hidden />}
              onClick={() => form.insertListItem("lines", newLine())}
            >
              {t("contracts.addLine")}
            </Button>
          )}
          <Textarea label={t("booking.notes")} {...form.getInputProps("notes")} />
        </Stack>
        <div className="form-bar">
          <Total minor={totalOf(lines, currency)} currency={currency} />
          <FormFooter failure={failure} sending={sending} submitLabel={t("contracts.save")} onCancel={cancel} />
        </div>
      </form>
    </Stack>
  );
}

function Total({ minor, currency }: { minor: number | null; currency: string }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  return (
    <Group justify="flex-end" gap="xs" mt="xs">
      <Text size="sm">{t("payments.columns.total")}</Text>
      <Text fw={650} className="number" aria-live="polite">
        {minor === null ? "–" : formats.money(minor, currency)}
      </Text>
    </Group>
  );
}
