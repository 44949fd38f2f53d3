import { Button } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requestStatus } from "../../src/demand/request-schemas.ts";
import { RequestDialog, type RequestDoing } from "../demand/request-dialog.tsx";
import { RequestTable } from "../demand/request-table.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { StatusFilter } from "../parts/status-filter.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/booking-requests");

/** What patients want to have booked, by how far it is. */
export function BookingRequestsPage() {
  const clinic = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { status } = route.useSearch();
  const [doing, start] = useState<RequestDoing | null>(null);
  return (
    <>
      <PageHeading title={t("nav.bookingRequests")}>
        {may("createBookingRequest") && (
          <Button leftSection={<Plus size={18} aria-hidden />} onClick={() => start({ what: "ask" })}>
            {t("bookingRequests.new")}
          </Button>
        )}
      </PageHeading>
      <div className="filter-bar">
        <StatusFilter
          statuses={requestStatus.options}
          labelOf={(one) => t(`status.request.${one}`)}
          value={status}
          choose={(chosen) => void navigate({ to: page.bookingRequests, search: { status: chosen } })}
        />
      </div>
      <RequestTable filter={{ clinic_id: clinic.id, status }} zone={clinic.timezone} start={start} />
      <RequestDialog doing={doing} start={start} zone={clinic.timezone} />
    </>
  );
}
