import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Plan } from "../api/types.ts";
import { PlanView } from "../matching/plan-view.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/plans/$planId");
const lookAgainMs = 700;

export function PlanPage() {
  const { planId } = route.useParams();
  const plan = useQuery({
    ...queries.plan(planId),
    refetchInterval: ({ state }) => (state.data?.status === "running" ? lookAgainMs : false),
  });
  return <Loaded query={plan}>{(found) => <Found plan={found} />}</Loaded>;
}

function Found({ plan }: { plan: Plan }) {
  const here = useClinic();
  const { clinics } = useDesk();
  const { t } = useTranslation();
  const clinic = clinics.find(({ id }) => id === plan.clinic_id) ?? here;
  return (
    <>
      <PageHeading title={t(`plans.kinds.${plan.kind}`)}>
        <ButtonLink
          to={page.plans}
          variant="default"
          className="unprinted"
          leftSection={<ListChecks size={18} aria-hidden />}
        >
          {t("plans.all")}
        </ButtonLink>
      </PageHeading>
      <PlanView key={plan.id} plan={plan} clinic={clinic} />
    </>
  );
}
