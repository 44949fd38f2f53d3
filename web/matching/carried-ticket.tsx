import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Calendar } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import type { Carried } from "./use-ticket-drag.ts";

interface CarriedTicketProps {
  carried: Carried;
  columns: Calendar["columns"];
}

/** The ticket in the hand: whose it is, and when and with whom it would be if it were let go now. */
export function CarriedTicket({ carried: { thing: ticket, x, y, place }, columns }: CarriedTicketProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const name = place && columns.find(({ resource_id }) => resource_id === place.column)?.name;
  return (
    <div className="carried" style={{ transform: `translate(${x}px, ${y}px)` }} aria-hidden>
      <Text size="sm" fw={650} truncate>
        <bdi>{ticket.patient_name}</bdi>
      </Text>
      <Text size="xs" className="number">
        {place ? formats.line([formats.clock(place.time), name]) : t("sessions.nowhere")}
      </Text>
    </div>
  );
}
