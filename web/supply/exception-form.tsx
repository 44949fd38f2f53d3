import { NumberInput, SegmentedControl, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newScheduleException } from "../../src/supply/exception-schemas.ts";
import { client } from "../api/client.ts";
import type { NewScheduleException, Resource, ScheduleException } from "../api/types.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { useClinic } from "../shell/desk.tsx";
import { ExceptionScopeFields } from "./exception-scope-fields.tsx";
import { exceptionBody, exceptionValues, type DrawnException } from "./exception-values.ts";
import { ImpactStep } from "./impact-step.tsx";
import { useImpact } from "./use-impact.ts";
import { useSaved } from "./use-saved.ts";
import { WhenFields } from "./when-fields.tsx";

interface ExceptionFormProps {
  /** Whose time it is; null for a closure of the clinic. */
  resource: Resource | null;
  exception: ScheduleException | null;
  /** What a new one starts with. */
  drawn: DrawnException;
  done: () => void;
  onDelete: () => void;
}

/** Time that is blocked or opened once: on whole dates, or from one date and time to another, in the clinic's zone. */
export function ExceptionForm({ resource, exception, drawn, done, onDelete }: ExceptionFormProps) {
  const clinic = useClinic();
  const zone = exception?.timezone ?? clinic.timezone;
  const { t } = useTranslation();
  const saved = useSaved(done);
  const { weigh, asked } = useImpact({
    preview: (body: NewScheduleException) =>
      exception
        ? client.preview.changeScheduleException(exception.id, changeOf(body), exception.version)
        : client.preview.createScheduleException(body),
    save: (body: NewScheduleException) =>
      saved(
        exception
          ? client.changeScheduleException(exception.id, changeOf(body), exception.version)
          : client.createScheduleException(body),
      ),
  });
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: exceptionValues(exception, drawn, { resourceId: resource?.id ?? null, clinicId: clinic.id, zone }),
    schema: newScheduleException,
    bodyOf: (typed) => exceptionBody(typed, zone),
    send: weigh,
    done: () => undefined,
  });
  const { kind, resource_id: whose, clinic_id: where } = form.values;
  // Opened time lies at a certain clinic.
  const opening = { kind: "available", clinic_id: where ?? clinic.id } as const;
  if (asked) return <ImpactStep {...asked} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label={t("exceptions.kind")}
          disabled={exception !== null}
          data={newScheduleException.shape.kind.options.map((value) => ({ value, label: t(`exceptions.do.${value}`) }))}
          value={kind}
          onChange={(chosen) => form.setValues(chosen === "available" ? opening : { kind: "blocked" })}
        />
        <WhenFields values={form.values} errors={form.errors} change={form.setValues} />
        <TextInput label={t("exceptions.reason")} {...form.getInputProps("reason")} />
        <ExceptionScopeFields form={form} resource={resource} />
        {kind === "available" && whose !== null && (
          <SimpleGrid cols={2} spacing="sm">
            <NumberInput
              label={t("resources.lanes")}
              placeholder={t("hours.usualLanes")}
              min={1}
              max={50}
              {...form.getInputProps("lanes")}
            />
            <NumberInput
              label={t("hours.slotMinutes")}
              placeholder={t("exceptions.usualSlot")}
              min={1}
              {...form.getInputProps("slot_minutes")}
            />
          </SimpleGrid>
        )}
        <FormFooter
          failure={failure}
          sending={sending}
          submitLabel={t("impact.see")}
          onCancel={done}
          onDelete={exception ? onDelete : undefined}
        />
      </Stack>
    </form>
  );
}

function changeOf({ kind: _kind, source: _source, ...change }: NewScheduleException) {
  return change;
}
