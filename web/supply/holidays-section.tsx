import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api/problem.ts";
import type { Holiday } from "../api/types.ts";
import { disabledBy } from "../parts/disabled-by.ts";
import { ButtonLink } from "../parts/links.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import type { ClosureDoing } from "./closure-dialog.tsx";
import { holidayKey, mainHolidays } from "./holiday-closures.ts";
import { HolidayTable } from "./holiday-table.tsx";
import { useHolidays } from "./use-holidays.ts";

interface HolidaysSectionProps {
  year: number;
  start: (doing: ClosureDoing) => void;
}

/** What is suggested for the clinic's country, or why nothing is. */
export function HolidaysSection({ year, start }: HolidaysSectionProps) {
  const { country } = useClinic();
  const { formats } = useDesk();
  const { t, i18n } = useTranslation();
  const holidays = useHolidays(year);
  if (country === null) return <NoCountry />;
  const wrong = problemOf(holidays.error)?.errors?.[0]?.pointer;
  const named = new Intl.DisplayNames(i18n.language, { type: "region" }).of(country) ?? country;
  return (
    <Section title={t("holidays.suggested", { country: named })}>
      {wrong === "/clinic_id" && <Nothing title={t("holidays.unknownPlace")} hint={t("holidays.noneHint")} />}
      {wrong === "/year" && (
        <Nothing
          title={t("holidays.unknownYear", { year: formats.year(`${year}-01-01`) })}
          hint={t("holidays.noneHint")}
        />
      )}
      {!wrong && (
        <Loaded
          query={holidays}
          empty={({ length }) => length === 0 && <Nothing title={t("holidays.none")} hint={t("holidays.noneHint")} />}
        >
          {(found) => <Suggestions year={year} holidays={found} start={start} />}
        </Loaded>
      )}
    </Section>
  );
}

function Suggestions({ year, holidays, start }: HolidaysSectionProps & { holidays: Holiday[] }) {
  const { formats, may, today } = useDesk();
  const { t } = useTranslation();
  const [all, showAll] = useState(false);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  // What was closed meanwhile, or is not shown any more, is not closed once more.
  const shown = all ? holidays : mainHolidays(holidays, today);
  const toClose = shown.filter((one) => chosen.has(holidayKey(one)) && one.schedule_exception_id === null);
  return (
    <Stack gap="sm">
      <Text size="sm" c="var(--quiet-text)" maw="65ch">
        {t("holidays.hint")}
      </Text>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t("holidays.show")}
          data={(["main", "all"] as const).map((value) => ({ value, label: t(`holidays.views.${value}`) }))}
          value={all ? "all" : "main"}
          onChange={(view) => showAll(view === "all")}
        />
        {may("createScheduleException") && (
          <Button
            {...disabledBy(toClose.length === 0 ? t("holidays.chooseFirst") : null)}
            onClick={() => toClose.length > 0 && start({ what: "confirm", holidays: toClose })}
          >
            {t("holidays.closeOn", { number: formats.number(toClose.length) })}
          </Button>
        )}
      </Group>
      {shown.length === 0 ? (
        <Nothing
          title={t("holidays.noneLeft", { year: formats.year(`${year}-01-01`) })}
          hint={t("holidays.noneLeftHint")}
        />
      ) : (
        <HolidayTable
          holidays={shown}
          chosen={chosen}
          choose={choose}
          takeBack={(id) => start({ what: "takeBack", id })}
        />
      )}
    </Stack>
  );
}

function NoCountry() {
  const { name } = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  return (
    <Nothing title={t("holidays.noCountry", { clinic: name })} hint={t("holidays.noCountryHint")}>
      {may("changeClinic") && <ButtonLink to={page.clinics}>{t("holidays.toClinics")}</ButtonLink>}
    </Nothing>
  );
}
