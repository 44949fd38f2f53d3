import { Divider, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { isLater } from "./since.ts";
import { detailsOf, tellStory, type Told } from "./told.ts";

interface StoryProps {
  /** An appointment or a visit. */
  subjectId: string;
  /** What happened after this moment stands apart. */
  until?: string | undefined;
}

/** Who did what when, oldest first. */
export function Story({ subjectId, until }: StoryProps) {
  const { t } = useTranslation();
  const story = useQuery(queries.story(subjectId));
  const isAfter = ({ occurred_at }: Told) => until !== undefined && isLater(occurred_at, until);
  return (
    <Loaded query={story} loading={<Loading rows={3} height={40} />}>
      {(events) => {
        const told = tellStory(events);
        const later = told.filter(isAfter);
        return (
          <>
            <Events told={told.filter((one) => !isAfter(one))} />
            {later.length > 0 && (
              <>
                <Divider my="md" label={t("history.since")} labelPosition="left" />
                <Events told={later} />
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Events({ told }: { told: Told[] }) {
  return (
    <Stack component="ol" gap="sm" className="plain-list">
      {told.map((one) => (
        <Event key={one.id} told={one} />
      ))}
    </Stack>
  );
}

function Event({ told }: { told: Told }) {
  const { formats } = useDesk();
  const { t, i18n } = useTranslation();
  const words = `history.kinds.${told.kind}`;
  const details = useDetails(told);
  return (
    <li>
      <Text fw={600}>{t(i18n.exists(words) ? words : "history.kinds.changed")}</Text>
      {details && <Text size="sm">{details}</Text>}
      <Text size="sm" c="var(--quiet-text)">
        {formats.line([formats.second(told.occurred_at), told.actor_name ?? t("history.byItself")])}
      </Text>
    </li>
  );
}

function useDetails(told: Told): string {
  const { id } = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.clinicPractitioners(id));
  const { time, practitionerId, queueNumber, reason } = detailsOf(told);
  const isPlaced = time !== null;
  return formats.line(
    [
      isPlaced && formats.date(time.date),
      isPlaced && formats.timeRange(time.startsAt, time.endsAt),
      isPlaced && practitioners.data?.find((one) => one.id === practitionerId)?.name,
      queueNumber !== null && t("queue.number", { number: formats.number(queueNumber) }),
      reason,
    ].map((fact) => fact || null),
  );
}
