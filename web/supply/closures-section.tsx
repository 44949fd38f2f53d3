import { Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ScheduleException } from "../api/types.ts";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import type { ClosureDoing } from "./closure-dialog.tsx";
import { ExceptionsTable } from "./exceptions-table.tsx";
import { useHolidays } from "./use-holidays.ts";

interface ClosuresSectionProps {
  year: number;
  closures: UseQueryResult<ScheduleException[]>;
  start: (doing: ClosureDoing) => void;
}

/** What closes or opens the clinic beside the holidays that are listed already. */
export function ClosuresSection({ year, closures, start }: ClosuresSectionProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const listed = new Set(useHolidays(year).data?.map((holiday) => holiday.schedule_exception_id));
  const others = (found: ScheduleException[]) => found.filter(({ id }) => !listed.has(id));
  return (
    <Section title={t("holidays.others")}>
      <Loaded
        query={closures}
        loading={<Loading rows={2} />}
        empty={(found) =>
          others(found).length === 0 && (
            <Text c="var(--quiet-text)">{t("holidays.noOthers", { year: formats.year(`${year}-01-01`) })}</Text>
          )
        }
      >
        {(found) => (
          <ExceptionsTable
            exceptions={others(found)}
            edit={({ id, starts_at, timezone }) => start({ what: "edit", id, date: dateIn(starts_at, timezone) })}
            remove={({ id }) => start({ what: "delete", id })}
          />
        )}
      </Loaded>
    </Section>
  );
}
