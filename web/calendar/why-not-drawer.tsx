import { Drawer, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Service, Start } from "../api/types.ts";
import { WhyNot } from "../booking/why-not.tsx";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { instantOf } from "../text/days.ts";

/** An empty place of the calendar: a practitioner's column at a wall time. */
export interface Place {
  practitionerId: string;
  date: string;
  time: string;
}

interface WhyNotDrawerProps {
  clinic: Clinic;
  place: Place | null;
  close: () => void;
  take: (start: Start) => void;
}

/** Why a place of the calendar cannot be booked, for one of the services that the practitioner offers. */
export function WhyNotDrawer({ clinic, place, close, take }: WhyNotDrawerProps) {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const startsAt = place && instantOf(`${place.date}T${place.time}`, clinic.timezone);
  const title = startsAt ? t("whyNot.title", { time: formatsAt(clinic.timezone).moment(startsAt) }) : t("whyNot.ask");
  return (
    <Drawer
      opened={place !== null}
      onClose={close}
      title={title}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {place && startsAt === null && <Text>{t("whyNot.skipped")}</Text>}
      {place && startsAt && (
        <Answer key={startsAt} clinic={clinic} practitionerId={place.practitionerId} startsAt={startsAt} take={take} />
      )}
    </Drawer>
  );
}

interface AnswerProps {
  clinic: Clinic;
  practitionerId: string;
  startsAt: string;
  take: (start: Start) => void;
}

function Answer({ clinic, practitionerId, startsAt, take }: AnswerProps) {
  const { t } = useTranslation();
  const services = useQuery(queries.clinicServices(clinic.id));
  const [chosen, choose] = useState<string | null>(null);
  const offered = (all: Service[]) => all.filter(({ practitioner_ids: ids }) => ids.includes(practitionerId));
  return (
    <Loaded query={services} empty={(all) => offered(all).length === 0 && <Nothing title={t("booking.noServices")} />}>
      {(all) => {
        const serviceId = chosen ?? offered(all)[0]!.id;
        return (
          <Stack>
            <Select
              label={t("whyNot.forService")}
              data={offered(all).map(({ id, name }) => ({ value: id, label: name }))}
              value={serviceId}
              onChange={choose}
              allowDeselect={false}
            />
            <WhyNot
              clinic={clinic}
              wish={{ service_id: serviceId, practitioner_id: practitionerId }}
              startsAt={startsAt}
              take={take}
              elsewhere
            />
          </Stack>
        );
      }}
    </Loaded>
  );
}
