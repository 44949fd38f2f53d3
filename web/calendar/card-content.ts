import type { Calendar as Grid } from "@event-calendar/core";
import type { TFunction } from "i18next";
import type { CalendarAppointment } from "../api/types.ts";
import { isOverbooking } from "../booking/waivable.ts";
import { phaseOf, type GridEvent } from "./grid-events.ts";

/** What a card shows, and reads aloud: time, patient, service, practitioner, where it stands and whether rules were set aside. Text is set as text, never as markup. */
export function cardContent({ event, timeText }: Grid.EventContentInfo, t: TFunction): { domNodes: Node[] } {
  const { appointment, practitioner, proposed, label, code } = event.extendedProps as GridEvent["extendedProps"];
  if (!appointment) {
    const said = label || (code && t(`calendar.closure.${code}`, { defaultValue: "" }));
    return { domNodes: said ? [node("span", "blocked-label", said)] : [] };
  }
  const first = node("div", "card-line");
  first.append(node("span", "card-time", timeText), " ", node("bdi", "card-name", appointment.patient_name));
  const service = node("div", "card-service");
  const mark = markOf(appointment.waived, t);
  if (mark) service.append(node("span", "card-mark", mark), " ");
  service.append(node("bdi", "", appointment.service_name));
  const phase = proposed ? t("calendar.proposed") : t(`calendar.phase.${phaseOf(appointment)}`);
  const heard = node("span", "sr-only", [practitioner, phase].join(", "));
  return { domNodes: [first, service, heard] };
}

function markOf(waived: CalendarAppointment["waived"], t: TFunction): string | null {
  if (!waived) return null;
  return t(isOverbooking(waived.map(({ rule }) => rule)) ? "waive.overbooked" : "waive.exception");
}

function node(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
