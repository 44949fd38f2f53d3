import { Divider, Stack } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import {
  Armchair,
  Banknote,
  BedDouble,
  Building2,
  CalendarDays,
  ChartColumn,
  FileSignature,
  History,
  Hourglass,
  LayoutDashboard,
  ListChecks,
  ListOrdered,
  MailQuestionMark,
  MonitorUp,
  NotebookPen,
  Palmtree,
  PartyPopper,
  ReceiptText,
  Sparkles,
  Stethoscope,
  SquareUserRound,
  Tag,
  Users,
  type LucideIcon,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../src/core/roles.ts";
import { RequestCount } from "../appointments/request-count.tsx";
import { NavigationLink } from "../parts/links.tsx";
import { page } from "../urls.ts";
import { useDesk } from "./desk.tsx";

interface Place {
  name:
    | "dashboard"
    | "calendar"
    | "queue"
    | "myDay"
    | "display"
    | "reports"
    | "appointments"
    | "requests"
    | "plans"
    | "sessions"
    | "dayHistory"
    | "payments"
    | "dayClose"
    | "patients"
    | "contracts"
    | "bookingRequests"
    | "waitlist"
    | "timeOff"
    | "clinics"
    | "practitioners"
    | "services"
    | "resources"
    | "holidays";
  icon: LucideIcon;
  needs: Operation;
}

const day: Place[] = [
  { name: "dashboard", icon: LayoutDashboard, needs: "readDashboard" },
  { name: "calendar", icon: CalendarDays, needs: "readCalendar" },
  { name: "appointments", icon: ListChecks, needs: "listAppointments" },
  { name: "requests", icon: MailQuestionMark, needs: "confirmAppointment" },
  { name: "plans", icon: Sparkles, needs: "listPlans" },
  { name: "myDay", icon: SquareUserRound, needs: "readMyDay" },
  { name: "queue", icon: ListOrdered, needs: "readQueue" },
  { name: "display", icon: MonitorUp, needs: "readDisplay" },
  { name: "sessions", icon: BedDouble, needs: "listSessions" },
  { name: "dayHistory", icon: History, needs: "readDayHistory" },
  { name: "payments", icon: ReceiptText, needs: "listPayments" },
  { name: "dayClose", icon: Banknote, needs: "readDayClose" },
  { name: "patients", icon: Users, needs: "listPatients" },
  { name: "contracts", icon: FileSignature, needs: "listContracts" },
  { name: "bookingRequests", icon: NotebookPen, needs: "listBookingRequests" },
  { name: "waitlist", icon: Hourglass, needs: "listWaitlist" },
  { name: "timeOff", icon: Palmtree, needs: "listTimeOffRequests" },
  { name: "reports", icon: ChartColumn, needs: "readWaitingTimes" },
];
const setup: Place[] = [
  { name: "clinics", icon: Building2, needs: "createClinic" },
  // Who may block time finds everybody's hours here.
  { name: "practitioners", icon: Stethoscope, needs: "createScheduleException" },
  { name: "services", icon: Tag, needs: "createService" },
  { name: "resources", icon: Armchair, needs: "createResource" },
  { name: "holidays", icon: PartyPopper, needs: "createScheduleException" },
];

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const { may, session } = useDesk();
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const link = ({ name, icon: Icon }: Place) => {
    const path = page[name];
    const here = path === "/" ? pathname === "/" : pathname.startsWith(path);
    return (
      <NavigationLink
        key={name}
        to={path}
        label={t(`nav.${name}`)}
        leftSection={<Icon size={20} aria-hidden />}
        rightSection={name === "requests" && <RequestCount />}
        active={here}
        aria-current={here ? "page" : undefined}
        onClick={onNavigate}
      />
    );
  };
  const allowed = setup.filter(({ needs }) => may(needs));
  return (
    <Stack component="nav" gap={2} aria-label={t("nav.label")}>
      {day.filter(({ name, needs }) => may(needs) && (name !== "myDay" || session.account.practitioner_id)).map(link)}
      {allowed.length > 0 && <Divider my="xs" label={t("nav.setup")} labelPosition="left" />}
      {allowed.map(link)}
    </Stack>
  );
}
