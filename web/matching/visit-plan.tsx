import "./plan.css";
import { Alert, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Footprints, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Plan } from "../api/types.ts";
import { ButtonLink } from "../parts/links.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { page } from "../urls.ts";
import { inView } from "./placement-groups.ts";
import { PlacementRow } from "./placement-row.tsx";
import { PlanBar } from "./plan-bar.tsx";
import type { PlanMoves } from "./use-plan-moves.ts";
import { type Stop, stopsOf } from "./visit-stops.ts";

interface VisitPlanProps {
  plan: Plan;
  clinic: Clinic;
  moves: PlanMoves;
}

/** Several services of one patient on one day, in their order, with the waiting and the ways between them. */
export function VisitPlan({ plan, clinic, moves }: VisitPlanProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(clinic.timezone);
  const { placements } = plan;
  const stops = stopsOf(placements);
  const [first] = stops;
  const date = first && dateIn(first.starts_at, clinic.timezone);
  const sum = (of: "waiting" | "walking") => stops.reduce((minutes, stop) => minutes + stop[of], 0);
  const agreed = placements.length > 0 && placements.every(({ status }) => status === "committed");
  return (
    <>
      <PlanBar plan={plan} moves={moves} chosen={[]} labels={{ all: t("itinerary.bookAll") }} />
      {agreed && date && (
        <Alert
          color="teal"
          role="status"
          mb="md"
          maw={720}
          icon={<CircleCheck size={20} aria-hidden />}
          title={t("itinerary.booked")}
        >
          <Stack gap="sm" align="start">
            {t("itinerary.oneTicket", { name: `\u2068${first.placement.patient_name}\u2069`, date: formats.day(date) })}
            <ButtonLink variant="default" to={page.calendar} search={{ date }}>
              {t("booking.seeDay")}
            </ButtonLink>
          </Stack>
        </Alert>
      )}
      {date && (
        <section aria-label={formats.day(date)}>
          <Title order={2}>{formats.line([first.placement.patient_name, formats.day(date)])}</Title>
          <Text mb="sm" c="var(--quiet-text)">
            {formats.line([
              t("itinerary.waits", { time: formats.minutes(sum("waiting")) }),
              t("itinerary.walks", { time: formats.minutes(sum("walking")) }),
            ])}
          </Text>
          <Stack component="ol" gap="xs" className="plain-list" maw={720}>
            {stops.map((stop) => (
              <StopRows key={stop.placement.id} stop={stop} zone={clinic.timezone} />
            ))}
          </Stack>
        </section>
      )}
      <Stack component="ul" gap="xs" mt="md" className="plain-list" maw={720}>
        {inView(placements, "unplaced").map((placement) => (
          <PlacementRow key={placement.id} placement={placement} zone={clinic.timezone} />
        ))}
      </Stack>
    </>
  );
}

function StopRows({ stop: { placement, waiting, walking }, zone }: { stop: Stop; zone: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const resources = useQuery(queries.resources());
  const rooms = (resources.data ?? []).filter(({ id }) => placement.resource_ids.includes(id));
  return (
    <>
      {walking > 0 && <Between icon={Footprints} text={t("itinerary.walk", { time: formats.minutes(walking) })} />}
      {waiting > 0 && <Between icon={Hourglass} text={t("itinerary.wait", { time: formats.minutes(waiting) })} />}
      <PlacementRow placement={placement} zone={zone} title={placement.service_name}>
        {rooms.length > 0 && <Text size="sm">{formats.line(rooms.map(({ name }) => name))}</Text>}
      </PlacementRow>
    </>
  );
}

function Between({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <li className="visit-between">
      <Icon size={16} aria-hidden />
      <Text size="sm">{text}</Text>
    </li>
  );
}
