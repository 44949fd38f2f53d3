import { SegmentedControl } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PaymentTable } from "../billing/payment-table.tsx";
import { DateField } from "../parts/date-field.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import type { PaymentsSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/payments");
const views = ["outstanding", "all", "day"] as const;

export function PaymentsPage() {
  const clinic = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show, date = today } = route.useSearch();
  const go = (search: PaymentsSearch) => void navigate({ to: page.payments, search });
  const filters = {
    outstanding: { outstanding: true },
    all: {},
    day: { from: date, to: addDays(date, 1) },
  }[show];
  return (
    <>
      <PageHeading title={t("payments.title")}>
        <SegmentedControl
          aria-label={t("payments.show")}
          data={views.map((view) => ({ value: view, label: t(`payments.views.${view}`) }))}
          value={show}
          onChange={(view) => go({ show: view, date: view === "day" ? date : undefined })}
        />
        {show === "day" && (
          <DateField
            aria-label={t("date.choose")}
            clearable={false}
            value={date}
            onChange={(chosen) => chosen && go({ show, date: chosen })}
            w={150}
          />
        )}
      </PageHeading>
      <PaymentTable filter={{ clinic_id: clinic.id, ...filters }} />
    </>
  );
}
