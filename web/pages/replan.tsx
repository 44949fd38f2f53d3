import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Paper, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { allows, planMoves } from "../../src/core/moves.ts";
import { queries } from "../api/queries.ts";
import { PlanTable } from "../matching/plan-table.tsx";
import { ReplanForm } from "../matching/replan-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Section } from "../parts/section.tsx";
import { useClinic } from "../shell/desk.tsx";

const route = getRouteApi("/desk/plans/replan");

/** Somebody is away, or a room is lost: what becomes of the appointments. Those that were begun can be gone on with. */
export function ReplanPage() {
  const clinic = useClinic();
  const { t } = useTranslation();
  const asked = route.useSearch();
  const plans = useInfiniteQuery(queries.plans(clinic.id));
  const begun = (plans.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ kind, status }) => kind === "replan" && allows(planMoves.cancel, status));
  return (
    <>
      <PageHeading title={t("replan.title")} />
      <Stack>
        <Paper p="md" maw={640}>
          <ReplanForm key={asked.resource} clinic={clinic} {...asked} />
        </Paper>
        {begun.length > 0 && (
          <Section title={t("replan.goOn")}>
            <PlanTable plans={begun} />
          </Section>
        )}
      </Stack>
    </>
  );
}
