import { Select } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { contractStatus } from "../../src/demand/contract-schemas.ts";
import { ContractTable } from "../demand/contract-table.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/contracts");
const all = "";

/** What was sold here, and what is being drawn up. */
export function ContractsPage() {
  const clinic = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { status } = route.useSearch();
  const go = (chosen: string | null) =>
    void navigate({ to: page.contracts, search: { status: contractStatus.safeParse(chosen).data } });
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
        <Select
          aria-label={t("record.status")}
          data={[
            { value: all, label: t("appointments.anyStatus") },
            ...contractStatus.options.map((value) => ({ value, label: t(`status.contract.${value}`) })),
          ]}
          value={status ?? all}
          onChange={go}
        />
      </div>
      <ContractTable filter={{ clinic_id: clinic.id, status }} zone={clinic.timezone} />
    </>
  );
}
