import { Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { credentials } from "../../src/people/schemas.ts";
import { client } from "../api/client.ts";
import { queries, queryClient } from "../api/queries.ts";
import { proveWith } from "../api/request.ts";
import type { Session } from "../api/types.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { ColorSwitch } from "../shell/color-switch.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { page } from "../urls.ts";

export function SignInPage() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t("shell.pageTitle", { page: t("signIn.title") });
  }, [t]);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack w="100%" maw={400}>
        <Group justify="space-between">
          <Text fw={700} size="xl" c="tide">
            {t("shell.brand")}
          </Text>
          <Group gap="xs">
            <ColorSwitch />
            <LanguageSwitch />
          </Group>
        </Group>
        <Paper p="xl" shadow="sm">
          <Title order={1} mb="md">
            {t("signIn.title")}
          </Title>
          <SignInForm />
        </Paper>
      </Stack>
    </Center>
  );
}

function SignInForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { next } = useSearch({ from: page.signIn });
  const enter = (session: Session) => {
    proveWith(session);
    queryClient.setQueryData(queries.session().queryKey, session);
    void navigate({ href: next && isOurs(next) ? next : page.dashboard });
  };
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { email: "", password: "" },
    schema: credentials,
    bodyOf: (typed) => ({ email: typed.email.trim(), password: typed.password }),
    send: client.signIn,
    done: enter,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t("signIn.email")}
          type="email"
          autoComplete="username"
          dir="ltr"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("signIn.password")}
          autoComplete="current-password"
          dir="ltr"
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
          {...form.getInputProps("password")}
        />
        <FormFooter failure={failure} sending={sending} submitLabel={t("signIn.submit")} />
      </Stack>
    </form>
  );
}

/** Only addresses of this page are followed, so a link cannot send a signed-in person elsewhere. */
function isOurs(address: string): boolean {
  return address.startsWith("/") && new URL(address, location.origin).origin === location.origin;
}
