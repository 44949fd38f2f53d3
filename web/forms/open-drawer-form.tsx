import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newDrawer } from "../../src/billing/till-schemas.ts";
import { parseMajor } from "../../src/core/money.ts";
import { useAttempt } from "../api/attempt.ts";
import { moneyClient } from "../api/money-client.ts";
import type { NewDrawer } from "../api/money-types.ts";
import { amountText } from "../billing/balance.ts";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface OpenDrawerFormProps {
  clinicId: string;
  done: () => void;
  cancel: () => void;
}

/** Begins somebody's day at the till with what is in the drawer. */
export function OpenDrawerForm({ clinicId, done, cancel }: OpenDrawerFormProps) {
  const { session } = useDesk();
  const { t } = useTranslation();
  const { currency } = session.organization;
  const send = useAttempt((body: NewDrawer, key) => moneyClient.openDrawer(body, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { float_minor: amountText(0, currency) },
    schema: newDrawer,
    bodyOf: ({ float_minor }) => ({
      clinic_id: clinicId,
      float_minor: parseMajor(float_minor, currency) ?? Number.NaN,
    }),
    send,
    done,
  });
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label={t("dayClose.floatLabel", { currency })}
        inputMode="decimal"
        dir="ltr"
        data-autofocus
        {...form.getInputProps("float_minor")}
      />
      <FormFooter failure={failure} sending={sending} submitLabel={t("dayClose.open")} onCancel={cancel} />
    </form>
  );
}
