import { Button, Group, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CalendarCog, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { ScheduleRule } from "../api/types.ts";
import { GenerateSlotsForm } from "../forms/generate-slots-form.tsx";
import { RuleForm } from "../forms/rule-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded, Nothing } from "../parts/states.tsx";
import { HoursTable } from "../people/hours-table.tsx";

const route = getRouteApi("/desk/practitioners/$practitionerId/hours");

type Doing = { what: "new" } | { what: "edit"; rule: ScheduleRule } | { what: "slots" } | null;

/** The weekly hours of one practitioner, with their breaks. */
export function HoursPage() {
  const { practitionerId } = route.useParams();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.practitioners());
  const rules = useQuery(queries.scheduleRules(practitionerId));
  const [doing, start] = useState<Doing>(null);
  const close = () => start(null);
  const name = practitioners.data?.find(({ id }) => id === practitionerId)?.name ?? "";
  return (
    <>
      <PageHeading title={t("hours.title", { name })} />
      <Group mb="md">
        <Button leftSection={<Plus size={18} aria-hidden />} onClick={() => start({ what: "new" })}>
          {t("hours.new")}
        </Button>
        <Button
          variant="default"
          leftSection={<CalendarCog size={18} aria-hidden />}
          onClick={() => start({ what: "slots" })}
        >
          {t("hours.generate")}
        </Button>
      </Group>
      <Loaded
        query={rules}
        empty={(items) => items.length === 0 && <Nothing title={t("hours.none")} hint={t("hours.noneHint")} />}
      >
        {(items) => <HoursTable rules={items} edit={(rule) => start({ what: "edit", rule })} />}
      </Loaded>
      <Modal
        opened={doing !== null}
        onClose={close}
        size="lg"
        title={doing?.what === "slots" ? t("hours.generate") : t("hours.window")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {doing?.what === "slots" && <GenerateSlotsForm resourceId={practitionerId} done={close} />}
        {doing && doing.what !== "slots" && (
          <RuleForm resourceId={practitionerId} rule={doing.what === "edit" ? doing.rule : null} done={close} />
        )}
      </Modal>
    </>
  );
}
