import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TicketStatus } from "../../src/core/moves.ts";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import type { Formats } from "../text/formats.ts";
import { page } from "../urls.ts";
import { PlacementReasons } from "./placement-reasons.tsx";
import type { Session } from "./session-line.ts";
import { SessionStrip } from "./session-strip.tsx";
import "./session-list.css";

interface SessionListProps {
  /** What the sessions are of. */
  name: string;
  sessions: readonly Session[];
  zone: string;
}

/** The sessions on a line of dates, and below it each of them in words. */
export function SessionList({ name, sessions, zone }: SessionListProps) {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const formats = formatsAt(zone);
  return (
    <>
      <SessionStrip sessions={sessions} formats={formats} />
      <ol className="plain-list session-list" aria-label={t("session.list", { service: name })}>
        {sessions.map((session) => (
          <Item key={session.ordinal} session={session} formats={formats} zone={zone} />
        ))}
      </ol>
    </>
  );
}

function Item({ session, formats, zone }: { session: Session; formats: Formats; zone: string }) {
  const { t } = useTranslation();
  const number = formats.number(session.ordinal);
  return (
    <li className="session-item" data-standing={session.standing}>
      <Group justify="space-between" gap="xs" align="start" wrap="nowrap">
        <div>
          <Text size="sm" c="var(--quiet-text)">
            {t("session.number", { number })}
          </Text>
          <When session={session} formats={formats} />
          {session.practitionerName && (
            <Text size="sm">
              <bdi>{session.practitionerName}</bdi>
            </Text>
          )}
        </div>
        <Standing standing={session.standing} />
      </Group>
      <Why session={session} number={number} zone={zone} />
    </li>
  );
}

function When({
  session: { startsAt, date, appointmentId, standing },
  formats,
}: {
  session: Session;
  formats: Formats;
}) {
  const { t } = useTranslation();
  if (!startsAt || !date)
    return <Text fw={600}>{t(standing === "cancelled" ? "session.off" : "session.nowhere")}</Text>;
  const when = formats.line([formats.day(date), formats.time(startsAt)]);
  if (!appointmentId) return <Text fw={600}>{when}</Text>;
  return (
    <AnchorLink fw={600} to={page.calendar} search={{ date, appointment: appointmentId }}>
      {when}
    </AnchorLink>
  );
}

function Standing({ standing }: Pick<Session, "standing">) {
  if (standing === "kept" || standing === "gave" || standing === "unplaced")
    return <StatusBadge of="standing" status={standing} />;
  return <StatusBadge of="ticket" status={standing satisfies TicketStatus} />;
}

/** What had to give way says why at once; of the others it can be asked. */
function Why({ session: { standing, reasons }, number, zone }: { session: Session; number: string; zone: string }) {
  const { t } = useTranslation();
  if (!reasons || Object.values(reasons).every((remarks) => remarks.length === 0)) return null;
  if (standing !== "kept")
    return (
      <Stack mt={6}>
        <PlacementReasons reasons={reasons} zone={zone} />
      </Stack>
    );
  return (
    <details className="session-why">
      <summary aria-label={t("session.whyOf", { number })}>{t("session.why")}</summary>
      <PlacementReasons reasons={reasons} zone={zone} />
    </details>
  );
}
