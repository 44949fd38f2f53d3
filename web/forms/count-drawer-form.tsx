import { Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { drawerCount } from "../../src/billing/till-schemas.ts";
import { parseMajor } from "../../src/core/money.ts";
import { moneyClient } from "../api/money-client.ts";
import type { CashDrawer } from "../api/money-types.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface CountDrawerFormProps {
  drawer: CashDrawer;
  done: () => void;
  cancel: () => void;
}

/** What is in the drawer, counted by hand: what should be there is not filled in, or nobody would count. */
export function CountDrawerForm({ drawer, done, cancel }: CountDrawerFormProps) {
  const { t } = useTranslation();
  const { currency } = drawer;
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { counted_minor: "", note: "" },
    schema: drawerCount,
    bodyOf: ({ counted_minor, note }) => ({
      counted_minor: parseMajor(counted_minor, currency) ?? Number.NaN,
      ...(note.trim() && { note }),
    }),
    send: (body) => moneyClient.closeDrawer(drawer.id, body),
    done,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t("dayClose.countedLabel", { currency })}
          inputMode="decimal"
          dir="ltr"
          data-autofocus
          {...form.getInputProps("counted_minor")}
        />
        <Textarea label={t("dayClose.note")} {...form.getInputProps("note")} />
      </Stack>
      <FormFooter failure={failure} sending={sending} submitLabel={t("dayClose.closeDrawer")} onCancel={cancel} />
    </form>
  );
}
