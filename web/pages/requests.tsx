import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AppointmentList } from "../appointments/appointment-list.tsx";
import { useRequests } from "../appointments/use-requests.ts";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";

const verbs = ["confirm", "cancel"] as const;

/** What was asked for and waits for somebody of the clinic, the soonest first. */
export function RequestsPage() {
  const { may } = useDesk();
  const { t } = useTranslation();
  const requests = useRequests();
  return (
    <>
      <PageHeading title={t("nav.requests")} />
      <Loaded query={requests}>
        {(appointments) => (
          <AppointmentList
            label={t("nav.requests")}
            appointments={appointments}
            verbs={verbs}
            labelOf={(verb) => t(`requests.do.${verb}`)}
            usual="clinic"
            dated
            empty={t("requests.none")}
            actions={({ patient_name: name }, act, moving) =>
              may("moveAppointments") &&
              verbs.toReversed().map((verb) => (
                <Button
                  key={verb}
                  variant={verb === "confirm" ? "filled" : "default"}
                  loading={moving}
                  aria-label={t("requests.of", { label: t(`requests.do.${verb}`), name })}
                  onClick={() => act(verb)}
                >
                  {t(`requests.do.${verb}`)}
                </Button>
              ))
            }
          />
        )}
      </Loaded>
    </>
  );
}
