import { Input, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { prioritization } from "../../src/reception/queue/queue-schemas.ts";
import { dayClient } from "../api/day-client.ts";
import { messageOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { tellLast } from "../queue/undo-visit.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

const levels = ["0", "1", "2"] as const;

/** Says who goes before the others, and why. It can be taken back as long as the visit has not begun. */
export function PriorityForm({ visit, done }: { visit: QueuedVisit; done: () => void }) {
  const { t } = useTranslation();
  const goBack = async () => {
    const { priority, priority_reason: reason } = visit;
    try {
      await dayClient.prioritizeVisit(visit.id, { priority, ...(reason !== null && { reason }) });
      tellDone(t("undo.done"));
    } catch (error) {
      tellRefused(t("undo.refused"), [messageOf(error, t)]);
    }
    await refresh(...day);
  };
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { priority: String(visit.priority), reason: visit.priority_reason ?? "" },
    schema: prioritization,
    bodyOf: ({ priority, reason }) => ({
      priority: Number(priority),
      ...(priority !== "0" && reason.trim() && { reason: reason.trim() }),
    }),
    send: (body) => dayClient.prioritizeVisit(visit.id, body),
    done: () => {
      void refresh(...day);
      tellLast(t("queue.told.prioritized", { name: visit.patient_name }), goBack);
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text fw={600}>
          <bdi>{visit.patient_name}</bdi>
        </Text>
        <Input.Wrapper label={t("queue.priority")} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t("queue.priority")}
            data={levels.map((value) => ({ value, label: t(`queue.priorities.${value}`) }))}
            {...form.getInputProps("priority")}
          />
        </Input.Wrapper>
        {form.values.priority !== "0" && (
          <Textarea label={t("queue.reason")} required {...form.getInputProps("reason")} />
        )}
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
