import { ActionIcon, Group } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft, Maximize } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { ActionLink } from "../parts/links.tsx";
import { AccountMenu } from "../shell/account-menu.tsx";
import { ColorSwitch } from "../shell/color-switch.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { page } from "../urls.ts";

/** For whoever sets the screen up; while it fills the screen they are away. */
export function WallTools() {
  const { t } = useTranslation();
  const { fullscreen, toggle } = useFullscreenDocument();
  const { data: session } = useSuspenseQuery(queries.session());
  if (fullscreen) return null;
  return (
    <Group component="nav" aria-label={t("display.tools")} gap="xs" className="wall-tools">
      {session.account.role !== "display" && (
        <ActionLink to={page.queue} variant="default" size={40} aria-label={t("display.back")}>
          <ArrowLeft size={20} className="mirrored" aria-hidden />
        </ActionLink>
      )}
      <ActionIcon variant="default" size={40} aria-label={t("display.fullScreen")} onClick={() => void toggle()}>
        <Maximize size={20} aria-hidden />
      </ActionIcon>
      <LanguageSwitch />
      <ColorSwitch />
      {session.account.role === "display" && <AccountMenu session={session} />}
    </Group>
  );
}
