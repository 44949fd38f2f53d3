import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { appointmentStatus } from "../../src/booking/schemas.ts";
import { queries } from "../api/queries.ts";
import type { Appointment } from "../api/types.ts";
import { AppointmentList } from "../appointments/appointment-list.tsx";
import { DateBar } from "../calendar/date-bar.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { StatusFilter } from "../parts/status-filter.tsx";
import type { AppointmentsSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/appointments");
const verbs = ["check_in", "no_show", "confirm", "cancel"] as const;
const all = "";

/** One day's appointments as a list: whoever did not come, or all that must be called off, are dealt with at once. */
export function AppointmentsPage() {
  const clinic = useClinic();
  const { today, formats } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { date = today, status, practitioner } = search;
  const go = (part: AppointmentsSearch) => void navigate({ to: page.appointments, search: { ...search, ...part } });
  const filter = { clinic_id: clinic.id, practitioner_id: practitioner, status };
  const appointments = useQuery(queries.appointments({ ...filter, from: date, to: addDays(date, 1) }));
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const people = (practitioners.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <PageHeading title={t("appointments.of", { date: formats.day(date) })}>
        <DateBar date={date} today={today} goTo={(day) => go({ date: day === today ? undefined : day })} />
      </PageHeading>
      <div className="filter-bar">
        <StatusFilter
          statuses={appointmentStatus.options}
          labelOf={(one) => t(`status.appointment.${one}`)}
          value={status}
          choose={(chosen) => go({ status: chosen })}
        />
        <Select
          aria-label={t("queue.filter")}
          data={[{ value: all, label: t("queue.everybody") }, ...people]}
          value={practitioner ?? all}
          onChange={(chosen) => go({ practitioner: chosen || undefined })}
        />
      </div>
      <Loaded query={appointments}>
        {(items) => (
          <AppointmentList
            key={`${date} ${status} ${practitioner}`}
            label={t("nav.appointments")}
            appointments={items.filter(wasBooked)}
            verbs={verbs}
            labelOf={(verb) => t(verb === "cancel" ? "appointment.cancelMany" : `appointment.do.${verb}`)}
            empty={t("appointments.none")}
          />
        )}
      </Loaded>
    </>
  );
}

/** A time that was only held, and let go, was never an appointment. */
const wasBooked = ({ status, hold_expires_at }: Appointment): boolean =>
  hold_expires_at === null || (status !== "cancelled" && status !== "expired");
