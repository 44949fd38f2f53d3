import { ActionIcon, Menu, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { CircleUserRound, LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { queryClient } from "../api/queries.ts";
import { proveWith } from "../api/request.ts";
import type { Session } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { page } from "../urls.ts";

export function AccountMenu({ session }: { session: Session }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = async () => {
    try {
      await client.signOut();
    } catch (error) {
      tellRefused(t("shell.signOutFailed"), [messageOf(error, t)]);
      return;
    }
    proveWith(null);
    await navigate({ to: page.signIn });
    queryClient.clear();
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={t("shell.account")}>
          <CircleUserRound size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} size="sm">
            <bdi>{session.account.name}</bdi>
          </Text>
          <Text size="xs">{t(`role.${session.account.role}`)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
