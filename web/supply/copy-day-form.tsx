import { Checkbox, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { ScheduleRule } from "../api/types.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { useDesk } from "../shell/desk.tsx";
import { isoWeekdayOf } from "../text/days.ts";
import { copyDay } from "./copy-rules.ts";
import { ImpactStep } from "./impact-step.tsx";
import { beginsOn } from "./rule-pieces.ts";
import { takeSteps, weighSteps } from "./rule-steps.ts";
import { useImpact } from "./use-impact.ts";
import { useSaved } from "./use-saved.ts";

interface CopyDayFormProps {
  date: string;
  /** Of the shown week, which is the one that is changed. */
  dates: string[];
  rules: ScheduleRule[];
  done: () => void;
}

const schema = z.object({ weekdays: z.array(z.int()).min(1) });

/** Gives other weekdays the windows of one. What they had is replaced. */
export function CopyDayForm({ date, dates, rules, done }: CopyDayFormProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const saved = useSaved(done);
  const standing = rules.filter((rule) => dates.some((day) => beginsOn(rule, day)));
  const source = standing.filter((rule) => beginsOn(rule, date));
  const stepsFor = ({ weekdays }: z.infer<typeof schema>) => copyDay(source, standing, weekdays);
  const { weigh, asked } = useImpact({
    preview: (body: z.infer<typeof schema>) => weighSteps(stepsFor(body)),
    save: (body) => saved(takeSteps(stepsFor(body))),
  });
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { weekdays: [] as string[] },
    schema,
    bodyOf: (typed) => ({ weekdays: typed.weekdays.map(Number) }),
    send: weigh,
    done: () => undefined,
  });
  if (asked) return <ImpactStep {...asked} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Checkbox.Group
          label={t("copy.toDays", { day: formats.weekday(isoWeekdayOf(date)) })}
          description={t("copy.replaces")}
          {...form.getInputProps("weekdays")}
        >
          <Stack gap="xs" mt="sm">
            {dates.map(
              (day) =>
                day !== date && (
                  <Checkbox key={day} value={String(isoWeekdayOf(day))} label={formats.weekday(isoWeekdayOf(day))} />
                ),
            )}
          </Stack>
        </Checkbox.Group>
        <Text size="sm">{t("copy.windows", { count: source.length, number: formats.number(source.length) })}</Text>
        <FormFooter failure={failure} sending={sending} submitLabel={t("impact.see")} onCancel={done} />
      </Stack>
    </form>
  );
}
