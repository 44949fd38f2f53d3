import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { UserPlus } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { SessionBoard } from "../api/types.ts";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { BedCard } from "./bed-card.tsx";
import { useBoard } from "./board-context.ts";
import { CalledOff } from "./called-off.tsx";
import { PatientSlip } from "./patient-slip.tsx";
import { placeMarks } from "./place-under.ts";
import { SessionMenu } from "./session-menu.tsx";

/** A session with its beds, and whoever has none of them yet. */
export function SessionPanel({ session }: { session: SessionBoard }) {
  const { drag } = useBoard();
  const id = useId();
  const place = drag.carried?.place;
  const over = place?.session.id === session.id && place.bed === null && drag.carried?.thing.session.id !== session.id;
  return (
    <Paper
      component="section"
      p="md"
      aria-labelledby={id}
      className="session-panel"
      data-over={over || undefined}
      {...placeMarks.session(session.id)}
    >
      <Heading session={session} id={id} />
      {session.status === "cancelled" ? <CalledOff session={session} /> : <Beds session={session} />}
    </Paper>
  );
}

function Heading({ session, id }: { session: SessionBoard; id: string }) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const { ask } = useBoard();
  const { name, status, admitted, capacity, practitioner_name: supervisor } = session;
  return (
    <Group justify="space-between" align="start" mb="sm" gap="sm">
      <div>
        <Group gap="sm">
          <Title order={2} id={id}>
            <bdi>{name}</bdi>
          </Title>
          {status !== "open" && <StatusBadge of="session" status={status} />}
        </Group>
        <Text size="sm">
          {formats.line([
            formats.timeRange(session.starts_at, session.ends_at),
            session.service_name,
            supervisor && t("board.supervised", { name: supervisor }),
          ])}
        </Text>
      </div>
      <Group gap="sm">
        {status !== "cancelled" && (
          <Text size="sm" className="number">
            {t("board.count", { admitted: formats.number(admitted), capacity: formats.number(capacity) })}
          </Text>
        )}
        {session.free > 0 && may("createAdmission") && (
          <Button
            variant="default"
            leftSection={<UserPlus size={18} aria-hidden />}
            onClick={() => ask({ kind: "admit", session, bed: null })}
          >
            {t("board.admit")}
          </Button>
        )}
        <SessionMenu session={session} />
      </Group>
    </Group>
  );
}

function Beds({ session }: { session: SessionBoard }) {
  const { t } = useTranslation();
  return (
    <>
      <WithoutBed session={session} />
      <ul className="plain-list bed-grid" aria-label={t("board.beds", { session: session.name })}>
        {session.board.map((bed) => (
          <BedCard key={bed.bed_id} session={session} bed={bed} />
        ))}
      </ul>
    </>
  );
}

function WithoutBed({ session }: { session: SessionBoard }) {
  const { t } = useTranslation();
  const id = useId();
  if (session.without_bed.length === 0) return null;
  return (
    <section className="bed-tray" aria-labelledby={id}>
      <Group gap="sm" mb="xs">
        <Title order={3} fz="sm" id={id}>
          {t("board.without")}
        </Title>
        <Text size="sm" c="var(--quiet-text)">
          {t("board.withoutHint")}
        </Text>
      </Group>
      <ul className="plain-list bed-grid" aria-labelledby={id}>
        {session.without_bed.map((admission) => (
          <li key={admission.appointment_id} className="tray-slip">
            <PatientSlip held={{ session, admission }} bed={null} />
          </li>
        ))}
      </ul>
    </section>
  );
}
