import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Service } from "../api/types.ts";
import { ServiceForm } from "../forms/service-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded, Nothing } from "../parts/states.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/services/$serviceId");

export function NewServicePage() {
  return <Editor service={null} />;
}

export function ServicePage() {
  const { serviceId } = route.useParams();
  const { t } = useTranslation();
  const services = useQuery(queries.services());
  return (
    <Loaded query={services}>
      {(items) => {
        const service = items.find(({ id }) => id === serviceId);
        return service ? <Editor key={service.version} service={service} /> : <Nothing title={t("services.unknown")} />;
      }}
    </Loaded>
  );
}

function Editor({ service }: { service: Service | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <PageHeading title={service?.name ?? t("services.new")} />
      <ServiceForm service={service} done={() => void navigate({ to: page.services })} />
    </>
  );
}
