import { Grid, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, CircleCheckBig, Coins, DoorOpen, HandCoins, Hourglass, Stethoscope } from "lucide-react";
import { Children, type ReactNode } from "react";
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

function Counters({ numbers }: { numbers: Dashboard }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { number, money } = formats;
  const { currency } = numbers;
  return (
    <CounterGrid>
      <Counter
        label={t("dashboard.appointments")}
        value={number(numbers.appointments)}
        icon={CalendarCheck}
        tone="booked"
      />
      <Counter label={t("dashboard.expected")} value={number(numbers.expected)} icon={DoorOpen} tone="booked" />
      <Counter label={t("dashboard.waiting")} value={number(numbers.waiting)} icon={Hourglass} tone="arrived" />
      <Counter
        label={t("dashboard.inProgress")}
        value={number(numbers.in_progress)}
        icon={Stethoscope}
        tone="inProgress"
      />
      <Counter label={t("dashboard.completed")} value={number(numbers.completed)} icon={CircleCheckBig} tone="good" />
      <Counter
        label={t("dashboard.outstanding")}
        value={number(numbers.outstanding_count)}
        note={money(numbers.outstanding_minor, currency)}
        icon={HandCoins}
        tone="held"
      />
      <Counter label={t("dashboard.revenue")} value={money(numbers.revenue_minor, currency)} icon={Coins} tone="good" />
    </CounterGrid>
  );
}

const counters = 7;
/** Four counters in the first row of a wide screen, three in the second; two in a row on a phone. */
const spanOf = (index: number) => ({ base: index === counters - 1 ? 12 : 6, sm: index < 4 ? 3 : 4 });

function CounterGrid({ children }: { children: ReactNode }) {
  return (
    <Grid gap="sm">
      {Children.map(children, (counter, index) => (
        <Grid.Col span={spanOf(index)}>{counter}</Grid.Col>
      ))}
    </Grid>
  );
}

function CounterBars() {
  return (
    <CounterGrid>
      {Array.from({ length: counters }, (_, index) => (
        <Skeleton key={index} height={96} />
      ))}
    </CounterGrid>
  );
}
