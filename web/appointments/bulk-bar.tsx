import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Appointment } from "../api/types.ts";
import { disabledBy } from "../parts/disabled-by.ts";
import { useDesk } from "../shell/desk.tsx";
import { type DeskMove, whyNotMove } from "./why-not-move.ts";

export type BulkVerb = Extract<DeskMove, "confirm" | "check_in" | "no_show" | "cancel">;

interface BulkBarProps {
  chosen: readonly Appointment[];
  verbs: readonly BulkVerb[];
  labelOf: (verb: BulkVerb) => string;
  act: (verb: BulkVerb) => void;
  moving: boolean;
}

/** What can be done with all that are ticked. A button says why when none of them can be moved so; the server judges each. */
export function BulkBar({ chosen, verbs, labelOf, act, moving }: BulkBarProps) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const count = chosen.length;
  const whyNot = (verb: BulkVerb): string | null => {
    const [first, ...rest] = chosen.map((one) => whyNotMove(verb, one, may, t));
    if (first === undefined) return t("bulk.chooseFirst");
    return rest.includes(null) ? null : first;
  };
  return (
    <div className="filter-bar" role="group" aria-label={t("bulk.label")}>
      <Text size="sm" role="status">
        {t("bulk.selected", { count, number: formats.number(count) })}
      </Text>
      {verbs.map((verb) => {
        const reason = whyNot(verb);
        return (
          <Button
            key={verb}
            variant="default"
            loading={moving}
            onClick={() => reason === null && act(verb)}
            {...disabledBy(reason)}
          >
            {labelOf(verb)}
          </Button>
        );
      })}
    </div>
  );
}
