import "./plan.css";
import { MultiSelect, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic } from "../api/types.ts";
import { Press } from "../parts/press.tsx";
import { useDesk } from "../shell/desk.tsx";
import { mostServices, type Pair, shifted, type VisitValues, without } from "./visit-values.ts";

interface VisitServicesProps {
  clinic: Clinic;
  values: VisitValues;
  change: (values: VisitValues) => void;
}

/** The services of a visit, one after another or with what must be over before each. */
export function VisitServices({ clinic, values, change }: VisitServicesProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  const services = useQuery(queries.clinicServices(clinic.id));
  const open = (services.data ?? []).filter(({ status }) => status === "active");
  const { serviceIds } = values;
  const nameOf = (service: string) => open.find((one) => one.id === service)?.name ?? "";
  return (
    <section aria-labelledby={id}>
      <Text fw={600} id={id} mb={4}>
        {t("itinerary.services")}
      </Text>
      <Stack component="ol" gap="xs" className="plain-list" aria-labelledby={id}>
        {serviceIds.map((service, place) => (
          <li key={`${service} ${place}`} className="member-row visit-service">
            <span className="number quiet">{formats.number(place + 1)}</span>
            <div className="grow">
              <bdi>{nameOf(service)}</bdi>
              {values.order === "some" && (
                <MultiSelect
                  label={t("itinerary.after", { name: nameOf(service) })}
                  placeholder={t("itinerary.afterAny")}
                  size="xs"
                  data={serviceIds.flatMap((other, at) =>
                    at === place ? [] : [{ value: String(at), label: `${formats.number(at + 1)}. ${nameOf(other)}` }],
                  )}
                  value={values.pairs.flatMap(([first, after]) => (after === place ? [String(first)] : []))}
                  onChange={(chosen) =>
                    change({
                      ...values,
                      pairs: [
                        ...values.pairs.filter(([, after]) => after !== place),
                        ...chosen.map((first): Pair => [Number(first), place]),
                      ],
                    })
                  }
                />
              )}
            </div>
            <Press
              icon={ArrowUp}
              label={t("pools.earlier", { name: nameOf(service) })}
              disabled={place === 0}
              press={() => change(shifted(values, place, -1))}
            />
            <Press
              icon={ArrowDown}
              label={t("pools.later", { name: nameOf(service) })}
              disabled={place === serviceIds.length - 1}
              press={() => change(shifted(values, place, 1))}
            />
            <Press
              icon={Trash2}
              label={t("pools.removeMember", { name: nameOf(service) })}
              press={() => change(without(values, place))}
            />
          </li>
        ))}
      </Stack>
      {serviceIds.length < mostServices && (
        <Select
          mt="xs"
          label={t("itinerary.add")}
          placeholder={t("booking.chooseService")}
          searchable
          data={open.map((service) => ({
            value: service.id,
            label: formats.line([service.name, formats.minutes(service.duration_minutes)]),
          }))}
          value={null}
          onChange={(service) => service && change({ ...values, serviceIds: [...serviceIds, service] })}
        />
      )}
    </section>
  );
}
