import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { Loaded } from "../parts/states.tsx";
import { AppointmentPanel } from "./appointment-panel.tsx";

/** One appointment beside the calendar: what it is, and what the desk can do with it. */
export function AppointmentDrawer({ id, close }: { id: string | null; close: () => void }) {
  const { t } = useTranslation();
  const appointment = useQuery({ ...queries.appointment(id ?? ""), enabled: id !== null });
  return (
    <Drawer
      opened={id !== null}
      onClose={close}
      title={t("appointment.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Loaded query={appointment}>
        {(known) => <AppointmentPanel key={known.id} appointment={known} close={close} />}
      </Loaded>
    </Drawer>
  );
}
