import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHeading } from "../parts/page-heading.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { ClosureDialog, type ClosureDoing } from "../supply/closure-dialog.tsx";
import { ClosuresSection } from "../supply/closures-section.tsx";
import { HolidaysSection } from "../supply/holidays-section.tsx";
import { useClosures } from "../supply/use-closures.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/holidays");

/** One year of the clinic: public holidays to close on, and what it is closed or opened for besides. */
export function HolidaysPage() {
  const clinic = useClinic();
  const { today, may } = useDesk();
  const { t } = useTranslation();
  const thisYear = Number(today.slice(0, 4));
  const { year = thisYear } = route.useSearch();
  const [doing, start] = useState<ClosureDoing | null>(null);
  const closures = useClosures(clinic.id, year);
  return (
    <>
      <PageHeading title={t("nav.holidays")}>
        <YearBar year={year} thisYear={thisYear} />
        {may("createScheduleException") && (
          <Button
            leftSection={<Plus size={18} aria-hidden />}
            onClick={() => start({ what: "edit", id: null, date: year === thisYear ? today : `${year}-01-01` })}
          >
            {t("holidays.add")}
          </Button>
        )}
      </PageHeading>
      <Stack>
        <HolidaysSection key={year} year={year} start={start} />
        <ClosuresSection year={year} closures={closures} start={start} />
      </Stack>
      <ClosureDialog doing={doing} start={start} closures={closures.data ?? []} />
    </>
  );
}

function YearBar({ year, thisYear }: { year: number; thisYear: number }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const navigate = useNavigate();
  const go = (to: number) => void navigate({ to: page.holidays, search: { year: to === thisYear ? undefined : to } });
  return (
    <Group gap="xs" role="group" aria-label={t("holidays.year")}>
      <ActionIcon variant="default" size={40} aria-label={t("date.previousYear")} onClick={() => go(year - 1)}>
        <ChevronLeft size={20} className="mirrored" aria-hidden />
      </ActionIcon>
      <Text fw={650} className="number" aria-live="polite">
        {formats.year(`${year}-01-01`)}
      </Text>
      <ActionIcon variant="default" size={40} aria-label={t("date.nextYear")} onClick={() => go(year + 1)}>
        <ChevronRight size={20} className="mirrored" aria-hidden />
      </ActionIcon>
    </Group>
  );
}
