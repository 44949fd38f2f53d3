import { Grid, SimpleGrid, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, CircleCheckBig, Coins, DoorOpen, HandCoins, Hourglass, Stethoscope } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Dashboard } from "../api/types.ts";
import { NextPatients } from "../queue/next-patients.tsx";
import { Counter } from "../parts/counter.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { OutstandingList } from "../billing/outstanding-list.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";

/** The day in numbers. They move by themselves: live events refresh the query behind them. */
export function DashboardPage() {
  const clinic = useClinic();
  const { today, formats, may } = useDesk();
  const { t } = useTranslation();
  const dashboard = useQuery(queries.dashboard(clinic.id, today));
  return (
    <>
      <PageHeading title={t("dashboard.title", { date: formats.day(today) })} />
      <Loaded query={dashboard} loading={<CounterBars />}>
        {(numbers) => <Counters numbers={numbers} />}
      </Loaded>
      <Grid mt="md" gap="md">
        <Grid.Col span={{ base: 12, md: may("listPayments") ? 6 : 12 }}>
          <NextPatients />
        </Grid.Col>
        {may("listPayments") && (
          <Grid.Col span={{ base: 12, md: 6 }}>
            <OutstandingList />
          </Grid.Col>
        )}
      </Grid>
    </>
  );
}

const columns = { base: 2, sm: 3, lg: 4, xl: 7 };

function Counters({ numbers }: { numbers: Dashboard }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { number, money } = formats;
  return (
    <SimpleGrid cols={columns} spacing="sm">
      <Counter
        label={t("dashboard.appointments")}
        value={number(numbers.appointments)}
        icon={CalendarCheck}
        color="tide"
      />
      <Counter label={t("dashboard.expected")} value={number(numbers.expected)} icon={DoorOpen} color="tide" />
      <Counter label={t("dashboard.waiting")} value={number(numbers.waiting)} icon={Hourglass} color="yellow" />
      <Counter label={t("dashboard.inProgress")} value={number(numbers.in_progress)} icon={Stethoscope} color="blue" />
      <Counter label={t("dashboard.completed")} value={number(numbers.completed)} icon={CircleCheckBig} color="green" />
      <Counter
        label={t("dashboard.outstanding")}
        value={number(numbers.outstanding_count)}
        note={money(numbers.outstanding_minor, numbers.currency)}
        icon={HandCoins}
        color="grape"
      />
      <Counter
        label={t("dashboard.revenue")}
        value={money(numbers.revenue_minor, numbers.currency)}
        icon={Coins}
        color="green"
      />
    </SimpleGrid>
  );
}

function CounterBars() {
  return (
    <SimpleGrid cols={columns} spacing="sm">
      {Array.from({ length: 7 }, (_, index) => (
        <Skeleton key={index} height={96} />
      ))}
    </SimpleGrid>
  );
}
