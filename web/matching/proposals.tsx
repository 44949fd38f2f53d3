import "./plan.css";
import { SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clinic, Placement, Plan } from "../api/types.ts";
import { TickAll, toggled } from "../parts/ticks.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dateIn, todayIn } from "../text/days.ts";
import { countsOf, inView, type View, views } from "./placement-groups.ts";
import { PlacementList } from "./placement-list.tsx";
import { PlacementRow } from "./placement-row.tsx";
import { PlanBar } from "./plan-bar.tsx";
import { PlanCalendar } from "./plan-calendar.tsx";
import type { PlanMoves } from "./use-plan-moves.ts";

interface ProposalsProps {
  plan: Plan;
  clinic: Clinic;
  moves: PlanMoves;
}

/** What a run proposes, side by side with the calendar; some of it or all of it can be agreed. */
export function Proposals({ plan, clinic, moves }: ProposalsProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { placements } = plan;
  const zone = clinic.timezone;
  const [view, setView] = useState<View>("all");
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const [shown, show] = useState<string | null>(null);
  const [date, goTo] = useState(() => firstDate(placements, zone));
  const counts = countsOf(placements);
  const listed = inView(placements, view);
  const open = listed.filter(({ status }) => status === "proposed").map(({ id }) => id);
  const chosen = placements.filter(({ id, status }) => status === "proposed" && ticked.has(id)).map(({ id }) => id);
  const mayCommit = plan.status === "ready" || plan.status === "committed";
  const showOne = ({ id, starts_at }: Placement) => {
    show(id);
    if (starts_at) goTo(dateIn(starts_at, zone));
  };
  // What is clicked in the calendar is found in the list.
  const find = (id: string) => {
    show(id);
    document.querySelector(`.placement[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <PlanBar
        plan={plan}
        moves={moves}
        chosen={chosen}
        labels={{
          all: t("plans.acceptAll"),
          chosen: (count) => t("plans.acceptChosen", { count, number: formats.number(count) }),
        }}
      />
      <div className="filter-bar">
        {mayCommit && open.length > 0 && (
          <TickAll label={t("plans.tickAll")} keys={open} chosen={ticked} choose={tick} />
        )}
        <SegmentedControl
          aria-label={t("payments.show")}
          data={views.map((name) => ({
            value: name,
            label: t(`plans.views.${name}`, { number: formats.number(counts[name]) }),
          }))}
          value={view}
          onChange={setView}
        />
      </div>
      <div className="plan-beside">
        {listed.length === 0 ? (
          <Text>{t("plans.nothingHere")}</Text>
        ) : (
          <PlacementList key={view} placements={listed} zone={zone} label={t("plans.proposals")}>
            {(placement) => (
              <PlacementRow
                key={placement.id}
                placement={placement}
                zone={zone}
                tick={
                  mayCommit && placement.status === "proposed"
                    ? { checked: ticked.has(placement.id), toggle: () => tick(toggled(ticked, placement.id)) }
                    : undefined
                }
                show={() => showOne(placement)}
                shown={placement.id === shown}
              />
            )}
          </PlacementList>
        )}
        <PlanCalendar clinic={clinic} placements={placements} date={date} goTo={goTo} chosen={shown} choose={find} />
      </div>
    </>
  );
}

/** The first date of the plan; today where it has none. */
function firstDate(placements: readonly Placement[], zone: string): string {
  const starts = placements.flatMap(({ starts_at }) => (starts_at ? [Date.parse(starts_at)] : []));
  if (starts.length === 0) return todayIn(zone);
  return dateIn(new Date(starts.reduce((one, other) => Math.min(one, other))).toISOString(), zone);
}
