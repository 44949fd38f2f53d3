import type { Calendar as Grid } from "@event-calendar/core";
import type { TFunction } from "i18next";
import type { CalendarAppointment } from "../api/types.ts";
import { phaseOf } from "./grid-events.ts";

/** What a card shows, and reads aloud: time, patient, service and where it stands. Text is set as text, never as markup. */
export function cardContent({ event, timeText }: Grid.EventContentInfo, t: TFunction): { domNodes: Node[] } {
  if (event.display === "background")
    return { domNodes: event.title ? [node("span", "blocked-label", String(event.title))] : [] };
  const appointment = event.extendedProps.appointment as CalendarAppointment | undefined;
  if (!appointment) return { domNodes: [] };
  const first = node("div", "card-line");
  first.append(node("span", "card-time", timeText), " ", node("bdi", "card-name", appointment.patient_name));
  const service = node("div", "card-service");
  service.append(node("bdi", "", appointment.service_name));
  return {
    domNodes: [first, service, node("span", "sr-only", `, ${t(`calendar.phase.${phaseOf(appointment)}`)}`)],
  };
}

function node(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
