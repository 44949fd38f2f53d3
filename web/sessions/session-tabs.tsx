import { Group } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../parts/links.tsx";
import { page } from "../urls.ts";

const places = [
  ["day", page.sessions],
  ["weekly", page.weeklySessions],
  ["standing", page.standingPatients],
] as const;

/** The day's board, the weekly sessions it comes from, and who comes to them for months. */
export function SessionTabs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Group component="nav" gap="xs" mb="md" aria-label={t("board.tabs.label")}>
      {places.map(([name, path]) => (
        <ButtonLink
          key={name}
          to={path}
          variant={pathname === path ? "light" : "subtle"}
          aria-current={pathname === path ? "page" : undefined}
        >
          {t(`board.tabs.${name}`)}
        </ButtonLink>
      ))}
    </Group>
  );
}
