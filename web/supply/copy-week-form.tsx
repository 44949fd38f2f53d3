import { NumberInput, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { queries } from "../api/queries.ts";
import type { Resource, ScheduleRule } from "../api/types.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { DateField } from "../parts/date-field.tsx";
import { useDesk } from "../shell/desk.tsx";
import { copyWeek } from "./copy-rules.ts";
import { ImpactStep } from "./impact-step.tsx";
import { takeSteps, weighSteps } from "./rule-steps.ts";
import { useImpact } from "./use-impact.ts";
import { useSaved } from "./use-saved.ts";

interface CopyWeekFormProps {
  resource: Resource;
  /** The windows of the shown week. */
  source: ScheduleRule[];
  done: () => void;
}

/** Above the usual hours, with room for a rule between. */
const seasonStep = 10;

/** The shown week once more: for somebody else, or for some months in which other hours hold. */
export function CopyWeekForm({ resource, source, done }: CopyWeekFormProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const resources = useQuery(queries.resources());
  const saved = useSaved(done);
  const { weigh, asked } = useImpact({
    preview: (season: Season) => weighSteps(stepsOf(source, season)),
    save: (season) => saved(takeSteps(stepsOf(source, season))),
  });
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      resource_id: resource.id,
      valid_from: null as string | null,
      valid_to: null as string | null,
      priority: Math.max(...source.map(({ priority }) => priority)) + seasonStep,
    },
    schema: seasonOf(resource.id),
    bodyOf: (typed) => typed,
    send: weigh,
    done: () => undefined,
  });
  const targets = (resources.data ?? []).filter(({ status, kind }) => status === "active" && kind === resource.kind);
  if (asked) return <ImpactStep {...asked} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("copy.windows", { count: source.length, number: formats.number(source.length) })}</Text>
        <Select
          label={t("copy.to")}
          searchable
          data={targets.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("resource_id")}
        />
        <SimpleGrid cols={2} spacing="sm">
          <DateField label={t("hours.validFrom")} {...form.getInputProps("valid_from")} />
          <DateField label={t("hours.validTo")} {...form.getInputProps("valid_to")} />
        </SimpleGrid>
        <NumberInput
          label={t("hours.priority")}
          description={t("copy.priorityHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          min={0}
          max={1000}
          {...form.getInputProps("priority")}
        />
        <FormFooter failure={failure} sending={sending} submitLabel={t("impact.see")} onCancel={done} />
      </Stack>
    </form>
  );
}

/** Copied to the same resource without dates, the windows would only lie on themselves. */
const seasonOf = (own: string) =>
  z
    .object({
      resource_id: z.string(),
      valid_from: z.string().nullable(),
      valid_to: z.string().nullable(),
      priority: z.int().min(0).max(1000),
    })
    .refine(({ resource_id, valid_from, valid_to }) => resource_id !== own || valid_from || valid_to, {
      path: ["valid_from"],
      params: { code: "dates_needed" },
    });

type Season = z.infer<ReturnType<typeof seasonOf>>;

const stepsOf = (source: ScheduleRule[], { resource_id: resourceId, ...season }: Season) =>
  copyWeek(source, { resourceId, ...season });
