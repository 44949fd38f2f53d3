import "./ticket-panel.css";
import { ActionIcon, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarPlus, GripVertical, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, SessionTicket } from "../api/types.ts";
import { Failed, Loading, Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { type TicketRow, ticketRows } from "./ticket-rows.ts";
import type { TicketDrag } from "./use-ticket-drag.ts";

interface TicketPanelProps {
  clinic: Clinic;
  drag: TicketDrag;
  /** Asks for a time instead of dragging: the way by keyboard. */
  choose: (ticket: SessionTicket) => void;
  close: () => void;
}

/** Sessions that are owed and have no time yet, beside the calendar onto which they can be dragged. */
export function TicketPanel({ clinic, drag, choose, close }: TicketPanelProps) {
  const { t } = useTranslation();
  const id = useId();
  const tickets = useInfiniteQuery(queries.plannedTickets(clinic.id));
  const rows = tickets.data && ticketRows(tickets.data.pages.flatMap(({ items }) => items));
  return (
    <Paper component="aside" p="sm" className="ticket-panel" aria-labelledby={id}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={2} id={id}>
          {t("sessions.title")}
        </Title>
        <ActionIcon variant="subtle" size={40} aria-label={t("action.close")} onClick={close}>
          <X size={20} aria-hidden />
        </ActionIcon>
      </Group>
      {tickets.isError && <Failed error={tickets.error} retry={() => void tickets.refetch()} />}
      {tickets.isPending && <Loading rows={4} />}
      {rows?.length === 0 && <Nothing title={t("sessions.none")} />}
      {rows && rows.length > 0 && (
        <>
          <Text size="sm" c="var(--quiet-text)" mb="xs">
            {t("sessions.hint")}
          </Text>
          <Stack component="ul" gap="xs" className="plain-list ticket-list" aria-labelledby={id}>
            {rows.map((row) => (
              <Row
                key={row.next.id}
                row={row}
                held={drag.carried?.thing.id === row.next.id}
                hold={drag.hold(row.next)}
                choose={() => choose(row.next)}
              />
            ))}
          </Stack>
        </>
      )}
      {tickets.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          fullWidth
          loading={tickets.isFetchingNextPage}
          onClick={() => void tickets.fetchNextPage()}
        >
          {t("action.more")}
        </Button>
      )}
    </Paper>
  );
}

interface RowProps {
  row: TicketRow;
  held: boolean;
  hold: ReturnType<TicketDrag["hold"]>;
  choose: () => void;
}

function Row({ row: { next, later }, held, hold, choose }: RowProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { patient_name: name, ordinal } = next;
  return (
    <li className="ticket-row" data-held={held || undefined} onPointerDown={hold}>
      <GripVertical size={18} aria-hidden className="carry-grip" />
      <div className="grow">
        <Text size="sm" fw={650}>
          <bdi>{name}</bdi>
        </Text>
        <Text size="sm">
          {formats.line([next.service_name, t("sessions.ordinal", { number: formats.number(ordinal) })])}
        </Text>
        {later > 0 && (
          <Text size="xs" c="var(--quiet-text)">
            {t("sessions.later", { count: later, number: formats.number(later) })}
          </Text>
        )}
      </div>
      <ActionIcon
        variant="default"
        size={40}
        aria-label={t("sessions.choose", { name })}
        onPointerDown={(press) => press.stopPropagation()}
        onClick={choose}
      >
        <CalendarPlus size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}
