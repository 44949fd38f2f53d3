import { Divider } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Story } from "./story.tsx";

/** At the end of what is said of an appointment: how it came to this. */
export function AppointmentStory({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("history.heading")}>
      <Divider mb="sm" label={t("history.heading")} labelPosition="left" />
      <Story subjectId={id} />
    </section>
  );
}
