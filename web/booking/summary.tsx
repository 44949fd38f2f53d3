import { DataList } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { Fact } from "../parts/fact.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { anyone, type Draft } from "./draft.ts";

export function Summary({ draft }: { draft: Draft }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const { clinic, patient, start, serviceId, practitionerId } = draft;
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const services = useQuery(queries.clinicServices(clinic.id));
  const formats = formatsAt(clinic.timezone);
  const service = services.data?.find(({ id }) => id === serviceId);
  const who = practitionerId === anyone ? start?.practitioner_id : practitionerId;
  const practitioner = practitioners.data?.find(({ id }) => id === who);
  return (
    <DataList labelWidth="8rem" size="md">
      <Fact label={t("booking.steps.clinic")}>{clinic.name}</Fact>
      <Fact label={t("booking.practitioner")}>{practitioner?.name ?? t("booking.anyPractitioner")}</Fact>
      <Fact label={t("booking.steps.patient")}>{patient?.name}</Fact>
      <Fact label={t("booking.service")}>{service?.name}</Fact>
      <Fact label={t("booking.when")}>
        {start &&
          formats.line([
            formats.day(dateIn(start.starts_at, clinic.timezone)),
            formats.timeRange(start.starts_at, start.ends_at),
          ])}
      </Fact>
      <Fact label={t("booking.price")}>{service && formats.money(service.price_minor, service.currency)}</Fact>
    </DataList>
  );
}
