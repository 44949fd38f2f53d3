import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { ServiceForm } from "../forms/service-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";

export function ServicesPage() {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const services = useQuery(queries.services());
  return (
    <>
      <PageHeading title={t("nav.services")} />
      <Loaded query={services}>
        {(items) => (
          <RecordTable
            items={items}
            newLabel={t("services.new")}
            emptyLabel={t("services.none")}
            columns={[
              {
                label: t("services.duration"),
                cell: ({ duration_minutes }) => formats.minutes(duration_minutes),
              },
              {
                label: t("booking.price"),
                cell: ({ price_minor, currency }) => formats.money(price_minor, currency),
              },
            ]}
            form={(service, close) => <ServiceForm service={service} done={close} />}
          />
        )}
      </Loaded>
    </>
  );
}
