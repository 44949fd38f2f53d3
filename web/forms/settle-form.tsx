import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { settlement } from "../../src/reception/schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { MethodChooser } from "../billing/method-chooser.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface SettleFormProps {
  visit: QueuedVisit;
  done: () => void;
}

/** Takes all that a visit still owes, in one method, and ends the visit. */
export function SettleForm({ visit, done }: SettleFormProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const owed = visit.balance_minor > 0;
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { method: "cash" },
    schema: settlement,
    bodyOf: (typed) => (owed ? typed : {}),
    send: (body) => client.settle(visit.id, body),
    done: () => {
      void refresh(...day, areas.payments);
      tellDone(t("payments.settled"));
      done();
    },
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text fw={600}>
          <bdi>{visit.patient_name}</bdi>
        </Text>
        <Text size="sm">
          <bdi>{visit.service_name}</bdi>
        </Text>
        <Text fz="xl" fw={700} className="number">
          {formats.money(visit.balance_minor, visit.currency)}
        </Text>
        {owed && <MethodChooser value={form.values.method} choose={(method) => form.setFieldValue("method", method)} />}
        <FormFooter
          failure={failure}
          sending={sending}
          submitLabel={owed ? t("action.collect") : t("move.settle")}
          onCancel={done}
        />
      </Stack>
    </form>
  );
}
