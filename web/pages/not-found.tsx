import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { page } from "../urls.ts";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Stack align="center" py="xl">
      <PageHeading title={t("notFound.title")} />
      <Text>{t("notFound.hint")}</Text>
      <ButtonLink to={page.dashboard}>{t("notFound.home")}</ButtonLink>
    </Stack>
  );
}
