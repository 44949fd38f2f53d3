import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { PhaseStrip } from "../demand/phase-strip.tsx";
import { useNeeds } from "../demand/use-needs.ts";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { RecordRows } from "../parts/record-rows.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

export function ServicesPage() {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { textOf } = useNeeds();
  const services = useQuery(queries.services());
  return (
    <>
      <PageHeading title={t("nav.services")} />
      <ButtonLink to={page.newService} mb="md" leftSection={<Plus size={18} aria-hidden />}>
        {t("services.new")}
      </ButtonLink>
      <Loaded query={services}>
        {(items) => (
          <RecordRows
            items={items}
            emptyLabel={t("services.none")}
            columns={[
              { label: t("services.duration"), cell: (service) => formats.minutes(service.duration_minutes) },
              { label: t("booking.price"), cell: (service) => formats.money(service.price_minor, service.currency) },
              { label: t("services.mode"), cell: (service) => t(`services.modes.${service.consultation_mode}`) },
              { label: t("services.needed"), cell: (service) => <PhaseStrip service={service} textOf={textOf} /> },
            ]}
            actions={({ id, name }) => (
              <ButtonLink
                variant="default"
                to={page.service}
                params={{ serviceId: id }}
                aria-label={t("record.edit", { name })}
              >
                {t("action.edit")}
              </ButtonLink>
            )}
          />
        )}
      </Loaded>
    </>
  );
}
