import { List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Ban, Check, Minus, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { PlacementReasons as Reasons } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { remarkText, type Side, sides, type Wording } from "./reason-words.ts";
import "./placement-reasons.css";

interface PlacementReasonsProps {
  reasons: Reasons;
  /** Of the clinic where it takes place. */
  zone: string;
  /** Which of them are shown; all, unless told otherwise. */
  show?: readonly Side[];
}

const icons: Record<Side, LucideIcon> = { met: Check, given_up: Minus, blocked: Ban };

/** Why something was placed where it is: what it keeps of the wishes, what it gives up, and what stood in the way. */
export function PlacementReasons({ reasons, zone, show = sides }: PlacementReasonsProps) {
  const { t } = useTranslation();
  const wording = useWording(zone);
  const shown = show.filter((side) => reasons[side].length > 0);
  if (shown.length === 0) return null;
  return (
    <Stack gap={6}>
      {shown.map((side) => (
        <div key={side} className={`reasons reasons-${side}`}>
          <Text size="sm" fw={600}>
            {t(`matching.reasons.${side}`)}
          </Text>
          <Remarks side={side} reasons={reasons} wording={wording} />
        </div>
      ))}
    </Stack>
  );
}

function Remarks({ side, reasons, wording }: { side: Side; reasons: Reasons; wording: Wording }) {
  const Icon = icons[side];
  const said = new Set(reasons[side].map((remark) => remarkText(side, remark, wording)));
  return (
    <List size="sm" spacing={2} icon={<Icon size={14} aria-hidden />} className="reasons-list">
      {[...said].map((words) => (
        <List.Item key={words}>{words}</List.Item>
      ))}
    </List>
  );
}

/** The words of a clinic with another zone are told by its own clock. */
export function useWording(zone: string): Wording {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const practitioners = useQuery(queries.practitioners());
  return {
    t,
    formats: formatsAt(zone),
    nameOf: (practitionerId) => practitioners.data?.find(({ id }) => id === practitionerId)?.name,
  };
}
