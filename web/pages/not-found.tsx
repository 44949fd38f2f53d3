import { EmptyState, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../parts/links.tsx";
import { page } from "../urls.ts";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Stack align="center" py="xl">
      <EmptyState title={t("notFound.title")} description={t("notFound.hint")} />
      <ButtonLink to={page.dashboard}>{t("notFound.home")}</ButtonLink>
    </Stack>
  );
}
