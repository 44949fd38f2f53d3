import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarSync, Route, Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { NewRun } from "../matching/new-run.tsx";
import { PlanTable } from "../matching/plan-table.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Failed, Loading, Nothing } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

/** Plans of the clinic, to return to, and the three ways to make one. */
export function PlansPage() {
  const clinic = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  const [starting, start] = useState(false);
  const plans = useInfiniteQuery(queries.plans(clinic.id));
  const items = plans.data?.pages.flatMap((one) => one.items);
  return (
    <>
      <PageHeading title={t("nav.plans")}>
        {may("createPlan") && (
          <>
            <ButtonLink to={page.newReplan} variant="default" leftSection={<CalendarSync size={18} aria-hidden />}>
              {t("replan.title")}
            </ButtonLink>
            <ButtonLink to={page.newItinerary} variant="default" leftSection={<Route size={18} aria-hidden />}>
              {t("itinerary.title")}
            </ButtonLink>
            <Button leftSection={<Sparkles size={18} aria-hidden />} onClick={() => start(true)}>
              {t("plans.start")}
            </Button>
          </>
        )}
      </PageHeading>
      {plans.isError && <Failed error={plans.error} retry={() => void plans.refetch()} />}
      {plans.isPending && <Loading />}
      {items?.length === 0 && <Nothing title={t("plans.none")} hint={t("plans.noneHint")} />}
      {items && items.length > 0 && <PlanTable plans={items} />}
      {plans.hasNextPage && (
        <Button variant="default" mt="md" loading={plans.isFetchingNextPage} onClick={() => void plans.fetchNextPage()}>
          {t("action.more")}
        </Button>
      )}
      <NewRun clinic={clinic} opened={starting} close={() => start(false)} />
    </>
  );
}
