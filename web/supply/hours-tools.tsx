import { Button, Group, Menu, SegmentedControl } from "@mantine/core";
import { Ban, CalendarCog, ChevronDown, Copy, DoorOpen, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { HoursSearch } from "../searches.ts";
import { useDesk } from "../shell/desk.tsx";
import type { Doing } from "./doing.ts";

interface HoursToolsProps {
  view: HoursSearch["view"];
  show: (view: HoursSearch["view"]) => void;
  hasRules: boolean;
  /** Date that a new exception starts with. */
  date: string;
  start: (doing: Doing) => void;
}

/** What can be done on the hours page, and how it shows them. */
export function HoursTools({ view, show, hasRules, date, start }: HoursToolsProps) {
  const { t } = useTranslation();
  const { may } = useDesk();
  const except = (kind: "blocked" | "available") => start({ what: "exception", id: null, drawn: { kind, date } });
  return (
    <Group mb="md" gap="sm">
      {may("createScheduleRule") && (
        <Button leftSection={<Plus size={18} aria-hidden />} onClick={() => start({ what: "rule", id: null })}>
          {t("hours.new")}
        </Button>
      )}
      {may("createScheduleException") && (
        <Button variant="default" leftSection={<Ban size={18} aria-hidden />} onClick={() => except("blocked")}>
          {t("exceptions.block")}
        </Button>
      )}
      {may("createScheduleException") && (
        <Button variant="default" leftSection={<DoorOpen size={18} aria-hidden />} onClick={() => except("available")}>
          {t("exceptions.open")}
        </Button>
      )}
      {may("createScheduleRule") && <MoreMenu hasRules={hasRules} start={start} />}
      <SegmentedControl
        ms="auto"
        aria-label={t("week.view")}
        value={view ?? "week"}
        onChange={(next) => show(next === "table" ? "table" : undefined)}
        data={[
          { value: "week", label: t("week.views.week") },
          { value: "table", label: t("week.views.table") },
        ]}
      />
    </Group>
  );
}

function MoreMenu({ hasRules, start }: Pick<HoursToolsProps, "hasRules" | "start">) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDown size={16} aria-hidden />}>
          {t("week.more")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Copy size={16} aria-hidden />}
          disabled={!hasRules}
          onClick={() => start({ what: "copyWeek" })}
        >
          {t("copy.week")}
        </Menu.Item>
        <Menu.Item leftSection={<CalendarCog size={16} aria-hidden />} onClick={() => start({ what: "slots" })}>
          {t("hours.generate")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
