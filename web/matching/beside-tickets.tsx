import { useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Calendar, Clinic, SessionTicket } from "../api/types.ts";
import type { FindPlace, GridPlace } from "../calendar/grid-place.ts";
import { tellRefused } from "../parts/notify.tsx";
import { CarriedTicket } from "./carried-ticket.tsx";
import { droppedPlace } from "./dropped-place.ts";
import { GiveSessionDrawer } from "./give-session-drawer.tsx";
import { TicketPanel } from "./ticket-panel.tsx";
import { useGiveSession } from "./use-give-session.tsx";
import { useTicketDrag } from "./use-ticket-drag.ts";

interface BesideTicketsProps {
  clinic: Clinic;
  calendar: Calendar;
  date: string;
  close: () => void;
  /** The grid, which is told by whom it is asked for its places. */
  children: (finder: RefObject<FindPlace | null>) => ReactNode;
}

/** The calendar with the list of sessions that have no time yet: a ticket that is dropped on it is booked there. */
export function BesideTickets({ clinic, calendar, date, close, children }: BesideTicketsProps) {
  const { t } = useTranslation();
  const finder = useRef<FindPlace | null>(null);
  const [asked, ask] = useState<SessionTicket | null>(null);
  const give = useGiveSession(clinic);
  const drop = (ticket: SessionTicket, on: GridPlace) => {
    const place = droppedPlace(calendar, date, on);
    if (place) void give(ticket, place);
    else tellRefused(t("sessions.notBooked", { name: ticket.patient_name }), [t("calendar.skippedByClock")]);
  };
  const drag = useTicketDrag(finder, drop);
  return (
    <div className="beside">
      <div>{children(finder)}</div>
      <TicketPanel clinic={clinic} drag={drag} choose={ask} close={close} />
      {drag.carried && <CarriedTicket carried={drag.carried} columns={calendar.columns} />}
      <GiveSessionDrawer clinic={clinic} ticket={asked} date={date} close={() => ask(null)} />
    </div>
  );
}
