import { Group, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** The page's one h1, its title in the browser, and what can be done on the page as a whole. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t("shell.pageTitle", { page: title });
  }, [t, title]);
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Title order={1}>{title}</Title>
      <Group gap="sm">{children}</Group>
    </Group>
  );
}
