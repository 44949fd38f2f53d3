import "./plan.css";
import { Button, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Placement, Plan } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { CallList } from "./call-list.tsx";
import { PlacementRow } from "./placement-row.tsx";
import { PlanBar } from "./plan-bar.tsx";
import { openOf, remedies, remedyOf, toCall } from "./replan-groups.ts";
import type { PlanMoves } from "./use-plan-moves.ts";

interface ReplanPlanProps {
  plan: Plan;
  clinic: Clinic;
  moves: PlanMoves;
}

/** What becomes of the appointments that cannot stay: each with its cost and why, to be moved one by one or all at once. */
export function ReplanPlan({ plan, clinic, moves }: ReplanPlanProps) {
  const { t } = useTranslation();
  const { placements } = plan;
  const open = openOf(placements);
  const done = placements.filter(({ status }) => status === "committed" || status === "undone");
  if (placements.length === 0) return <Text>{t("replan.nobody")}</Text>;
  return (
    <>
      <div className="unprinted">
        <PlanBar
          plan={plan}
          moves={moves}
          chosen={[]}
          labels={{ all: t(done.length > 0 ? "replan.moveRest" : "replan.moveAll") }}
        />
        <Stack>
          {remedies
            .filter((remedy) => remedy !== "callList")
            .map((remedy) => (
              <Group
                key={remedy}
                title={t(`replan.groups.${remedy}`)}
                placements={open.filter((placement) => remedyOf(placement) === remedy)}
                clinic={clinic}
                moves={moves}
              />
            ))}
          <Group title={t("replan.groups.done")} placements={done} clinic={clinic} moves={moves} />
        </Stack>
      </div>
      <CallList placements={toCall(placements)} clinic={clinic} />
    </>
  );
}

interface GroupProps {
  title: string;
  placements: readonly Placement[];
  clinic: Clinic;
  moves: PlanMoves;
}

function Group({ title, placements, clinic, moves }: GroupProps) {
  const { formatsAt, may } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(clinic.timezone);
  const practitioners = useQuery(queries.practitioners());
  const nameOf = (practitioner: string | null) => practitioners.data?.find(({ id }) => id === practitioner)?.name;
  if (placements.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} mb="xs">
        {title} <span className="quiet number">{formats.number(placements.length)}</span>
      </Title>
      <Stack component="ul" gap="xs" className="plain-list" maw={720}>
        {placements.map((placement) => (
          <PlacementRow key={placement.id} placement={placement} zone={clinic.timezone}>
            {placement.was && (
              <Text size="sm" c="var(--quiet-text)">
                {t("replan.was", {
                  time: formats.line([formats.moment(placement.was.starts_at), nameOf(placement.was.practitioner_id)]),
                })}
              </Text>
            )}
            {placement.starts_at && (
              <Text size="sm">
                {t("replan.becomes", {
                  time: formats.line([formats.moment(placement.starts_at), placement.practitioner_name]),
                })}
              </Text>
            )}
            {placement.status === "proposed" && may("commitPlan") && (
              <Button
                variant="default"
                size="compact-md"
                className="self-start"
                disabled={moves.moving}
                aria-label={t("replan.moveOf", { name: placement.patient_name })}
                onClick={() => void moves.commit([placement.id])}
              >
                {t("replan.move")}
              </Button>
            )}
          </PlacementRow>
        ))}
      </Stack>
    </section>
  );
}
