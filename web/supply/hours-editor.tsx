import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Resource, ScheduleException, ScheduleRule } from "../api/types.ts";
import { PageHeading } from "../parts/page-heading.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import type { HoursSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays, dayStartIn, weekFrom, weekStart } from "../text/days.ts";
import { weekOf } from "../text/formats.ts";
import type { Doing } from "./doing.ts";
import { HoursDialog } from "./hours-dialog.tsx";
import { HoursTables } from "./hours-tables.tsx";
import { HoursTools } from "./hours-tools.tsx";
import { HoursWeek } from "./hours-week.tsx";
import { beginsOn } from "./rule-pieces.ts";
import { WeekBar } from "./week-bar.tsx";
import { WeekSlots } from "./week-slots.tsx";

interface HoursEditorProps extends HoursSearch {
  resource: Resource;
  show: (search: HoursSearch) => void;
}

/** A resource's rules, breaks and exceptions, as a week that can be drawn on or as tables. */
export function HoursEditor({ resource, date, view, show }: HoursEditorProps) {
  const { formats, today } = useDesk();
  const { timezone } = useClinic();
  const { t } = useTranslation();
  const [doing, start] = useState<Doing | null>(null);
  const first = weekStart(date ?? today, weekOf(formats.locale).firstDay);
  const dates = weekFrom(first);
  const during = { from: dayStartIn(first, timezone), to: dayStartIn(addDays(first, 7), timezone) };
  const rules = useQuery(queries.scheduleRules(resource.id));
  const exceptions = useQuery(queries.scheduleExceptions({ resource_id: resource.id, ...during }));
  return (
    <>
      <PageHeading title={t("hours.title", { name: resource.name })}>
        <WeekBar first={first} today={today} goTo={(day) => show({ date: day === today ? undefined : day, view })} />
      </PageHeading>
      <HoursTools
        view={view}
        show={(next) => show({ date, view: next })}
        hasRules={rules.data?.some((rule) => dates.some((day) => beginsOn(rule, day))) ?? false}
        date={dates.includes(today) ? today : first}
        start={start}
      />
      <Loaded query={rules} loading={<Loading rows={6} height={64} />}>
        {(ruleItems: ScheduleRule[]) => (
          <Loaded query={exceptions} loading={<Loading rows={6} height={64} />}>
            {(exceptionItems: ScheduleException[]) => (
              <>
                {ruleItems.length === 0 && <NoRules kind={resource.kind} />}
                {view === "table" ? (
                  <HoursTables dates={dates} start={start} rules={ruleItems} exceptions={exceptionItems} />
                ) : (
                  <HoursWeek dates={dates} start={start} rules={ruleItems} exceptions={exceptionItems} />
                )}
                <HoursDialog
                  resource={resource}
                  dates={dates}
                  start={start}
                  doing={doing}
                  rules={ruleItems}
                  exceptions={exceptionItems}
                />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      <Section title={t("week.slotsTitle")}>
        <WeekSlots resourceId={resource.id} dates={dates} />
      </Section>
    </>
  );
}

/** People work only by their rules; a room or a machine without any is there at every hour. */
function NoRules({ kind }: Pick<Resource, "kind">) {
  const { t } = useTranslation();
  const isPerson = kind === "practitioner" || kind === "staff";
  return (
    <Alert mb="md" color="blue" icon={<Info size={20} aria-hidden />} title={t("hours.none")}>
      {t(isPerson ? "hours.noneHint" : "hours.noneThing")}
    </Alert>
  );
}
