import { ActionIcon, Menu } from "@mantine/core";
import { Ban, Copy, DoorOpen, EllipsisVertical, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import type { WeekActions } from "./week-actions.ts";

interface DayMenuProps {
  date: string;
  hasRules: boolean;
  actions: WeekActions;
}

/** All that can be done to one day, without a mouse. */
export function DayMenu({ date, hasRules, actions }: DayMenuProps) {
  const { t } = useTranslation();
  const { formats, may } = useDesk();
  const [rules, exceptions] = [may("createScheduleRule"), may("createScheduleException")];
  if (!rules && !exceptions) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("week.dayMenu", { day: formats.day(date) })}>
          <EllipsisVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {rules && (
          <Menu.Item leftSection={<Plus size={16} aria-hidden />} onClick={() => actions.addRule(date)}>
            {t("hours.new")}
          </Menu.Item>
        )}
        {rules && hasRules && (
          <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={() => actions.copyDay(date)}>
            {t("copy.day")}
          </Menu.Item>
        )}
        {exceptions && (
          <Menu.Item leftSection={<Ban size={16} aria-hidden />} onClick={() => actions.addException("blocked", date)}>
            {t("exceptions.block")}
          </Menu.Item>
        )}
        {exceptions && (
          <Menu.Item
            leftSection={<DoorOpen size={16} aria-hidden />}
            onClick={() => actions.addException("available", date)}
          >
            {t("exceptions.open")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
