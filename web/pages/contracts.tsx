import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { contractStatus } from "../../src/demand/contract-schemas.ts";
import { ContractTable } from "../demand/contract-table.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { StatusFilter } from "../parts/status-filter.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/contracts");

/** What was sold here, and what is being drawn up. */
export function ContractsPage() {
  const clinic = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { status } = route.useSearch();
  return (
    <>
      <PageHeading title={t("nav.contracts")}>
        {may("createContract") && (
          <ButtonLink to={page.newContract} leftSection={<Plus size={18} aria-hidden />}>
            {t("contracts.new")}
          </ButtonLink>
        )}
      </PageHeading>
      <div className="filter-bar">
        <StatusFilter
          statuses={contractStatus.options}
          labelOf={(one) => t(`status.contract.${one}`)}
          value={status}
          choose={(chosen) => void navigate({ to: page.contracts, search: { status: chosen } })}
        />
      </div>
      <ContractTable filter={{ clinic_id: clinic.id, status }} zone={clinic.timezone} />
    </>
  );
}
