import { Button, Checkbox, Collapse, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Placement } from "../api/types.ts";
import { PlacementReasons } from "../demand/placement-reasons.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { RefusedPlacement } from "./refused-placement.tsx";

interface PlacementRowProps {
  placement: Placement;
  zone: string;
  /** What it is called here, where it is not the patient that tells it from the others. */
  title?: string;
  /** Where it can be ticked. */
  tick?: { checked: boolean; toggle: () => void } | undefined;
  /** Shows it in the calendar. */
  show?: (() => void) | undefined;
  shown?: boolean;
  /** More to be read, and to be done with this one alone. */
  children?: ReactNode;
}

/** Who is to be when and with whom, what it costs, and why there. */
export function PlacementRow({ placement, zone, title, tick, show, shown = false, children }: PlacementRowProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(zone);
  const { patient_name: name, starts_at, ends_at, status, cost, reasons } = placement;
  const when = starts_at && ends_at ? formats.timeRange(starts_at, ends_at) : t("plans.noTime");
  return (
    <li className="placement" data-shown={shown || undefined} data-id={placement.id}>
      <Group gap="sm" wrap="nowrap" align="start">
        {tick && (
          <Checkbox
            mt={4}
            aria-label={t("plans.tick", { name: formats.line([name, when]) })}
            checked={tick.checked}
            onChange={tick.toggle}
          />
        )}
        <div className="grow">
          <Group gap="xs">
            <Text size="sm" fw={650}>
              <bdi>{title ?? name}</bdi>
            </Text>
            {status !== "proposed" && <StatusBadge of="placement" status={status} />}
          </Group>
          <Text size="sm" className="number">
            {formats.line([when, placement.practitioner_name])}
          </Text>
          <Text size="xs" c="var(--quiet-text)">
            {formats.line([
              title === undefined ? placement.service_name : null,
              status === "unplaced" ? null : t("plans.points", { count: cost, number: formats.number(cost) }),
            ])}
          </Text>
        </div>
        {show && starts_at && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t("plans.showOf", { name: formats.line([name, when]) })}
            onClick={show}
          >
            {t("plans.show")}
          </Button>
        )}
      </Group>
      {children}
      {status === "refused" && <RefusedPlacement placement={placement} zone={zone} />}
      <Why reasons={reasons} zone={zone} name={title ?? name} opened={status === "unplaced"} />
    </li>
  );
}

interface WhyProps {
  reasons: Placement["reasons"];
  zone: string;
  name: string;
  opened: boolean;
}

function Why({ reasons, zone, name, opened: first }: WhyProps) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(first);
  const said = reasons.met.length + reasons.given_up.length + reasons.blocked.length;
  if (said === 0) return null;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        px={4}
        className="placement-why"
        aria-expanded={opened}
        aria-label={t("plans.whyOf", { name })}
        rightSection={<ChevronDown size={14} aria-hidden />}
        onClick={toggle}
      >
        {t("plans.why")}
      </Button>
      <Collapse expanded={opened}>
        <PlacementReasons reasons={reasons} zone={zone} />
      </Collapse>
    </div>
  );
}
