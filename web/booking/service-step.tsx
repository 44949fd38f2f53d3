import { Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Service } from "../api/types.ts";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import type { StepProps } from "./clinic-step.tsx";
import { anyone, type Draft } from "./draft.ts";
import { TimeChooser } from "./time-chooser.tsx";

const route = getRouteApi("/desk/book");

export function ServiceStep({ draft, change, kept }: StepProps & { kept: boolean }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { date, time } = route.useSearch();
  const services = useQuery(queries.clinicServices(draft.clinic.id));
  const label = ({ name, duration_minutes, price_minor, currency }: Service) =>
    formats.line([name, formats.minutes(duration_minutes), formats.money(price_minor, currency)]);
  return (
    <Loaded
      query={services}
      empty={(all) => offered(all, draft).length === 0 && <Nothing title={t("booking.noServices")} />}
    >
      {(all) => (
        <Stack>
          <Select
            label={t("booking.service")}
            placeholder={t("booking.chooseService")}
            searchable
            maw={560}
            data={offered(all, draft).map((service) => ({ value: service.id, label: label(service) }))}
            value={draft.serviceId}
            onChange={(serviceId) => change({ serviceId, start: null })}
          />
          {draft.serviceId && (
            <TimeChooser
              key={`${draft.clinic.id} ${draft.serviceId} ${draft.practitionerId}`}
              clinic={draft.clinic}
              serviceId={draft.serviceId}
              practitionerId={draft.practitionerId === anyone ? undefined : (draft.practitionerId ?? undefined)}
              patientId={draft.patient?.id}
              chosen={draft.start}
              choose={(start, waive = []) => change({ start, waive })}
              kept={kept}
              firstDate={date}
              wished={date && time ? `${date}T${time}` : undefined}
            />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** Services that the chosen practitioner offers at the clinic; with anyone, those that somebody offers. */
function offered(services: Service[], { practitionerId }: Draft): Service[] {
  const open = services.filter(({ status }) => status === "active");
  if (!practitionerId || practitionerId === anyone) return open;
  return open.filter(({ practitioner_ids }) => practitioner_ids.includes(practitionerId));
}
