import { SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Temporal } from "temporal-polyfill";
import { bedChange } from "../../src/supply/sessions/admission-schemas.ts";
import { client } from "../api/client.ts";
import { day, refresh } from "../api/queries.ts";
import type { BoardBed, SessionBoard } from "../api/types.ts";
import { useTellBedOut } from "../sessions/use-tell-bed-out.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface BedOutFormProps {
  session: SessionBoard;
  bed: BoardBed;
  done: () => void;
}

/** Takes a bed out of a session, or out of what is left of it. Whoever has it gets another one where one is free. */
export function BedOutForm({ session, bed, done }: BedOutFormProps) {
  const { t } = useTranslation();
  const tell = useTellBedOut(session, bed);
  const now = Temporal.Now.instant().round("minute").toString();
  const running = session.starts_at < now && now < session.ends_at;
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "", from: running ? "now" : "whole" },
    schema: bedChange,
    bodyOf: ({ reason, from }) => ({
      status: "out_of_service",
      ...(reason.trim() && { reason }),
      ...(from === "now" && { from: now }),
    }),
    send: (body) => client.changeBed(session.id, bed.bed_id, body),
    done: (changed) => {
      void refresh(...day);
      tell(changed);
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t("board.outReason")}
          description={t("board.outReasonHint")}
          data-autofocus
          {...form.getInputProps("reason")}
        />
        {running && (
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t("board.outFrom")}
            </Text>
            <SegmentedControl
              fullWidth
              aria-label={t("board.outFrom")}
              data={[
                { value: "now", label: t("board.outNow") },
                { value: "whole", label: t("board.outWhole") },
              ]}
              {...form.getInputProps("from")}
            />
          </div>
        )}
        <FormFooter failure={failure} sending={sending} submitLabel={t("board.outDo")} onCancel={done} color="red" />
      </Stack>
    </form>
  );
}
