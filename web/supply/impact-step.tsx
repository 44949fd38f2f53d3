import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Impact } from "../api/types.ts";
import { Refused } from "../forms/form-footer.tsx";
import { useOfferReplan } from "../matching/use-offer-replan.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { ImpactPanel } from "./impact-panel.tsx";

const verbs = {
  save: { plain: "action.save", anyway: "impact.saveAnyway" },
  delete: { plain: "action.delete", anyway: "impact.deleteAnyway" },
  approve: { plain: "timeOff.approve", anyway: "impact.approveAnyway" },
  takeBack: { plain: "action.takeBack", anyway: "impact.takeBackAnyway" },
  close: { plain: "holidays.close", anyway: "impact.closeAnyway" },
} as const;
type Verb = keyof typeof verbs;

interface ImpactStepProps {
  impact: Impact;
  /** What is being changed, in words. */
  children?: ReactNode;
  verb?: Verb;
  save: () => Promise<unknown>;
  back: () => void;
}

/** The step between entering a change and doing it: its impact, "Save" (or "Save anyway") and "Back". */
export function ImpactStep({ impact, children, verb = "save", save, back }: ImpactStepProps) {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const strands = impact.stranded.length > 0;
  const offerReplan = useOfferReplan();
  const place = useRef<HTMLDivElement>(null);
  // The field that had the focus is gone: without this a reader would be back at the top of the page.
  useEffect(() => place.current?.focus(), []);
  const saveOnce = async () => {
    setSaving(true);
    setFailure(null);
    try {
      await save();
      // Whoever approves time off is shown what it strands, with the same way on.
      if (verb !== "approve") offerReplan(impact.stranded.map(({ appointment_id }) => appointment_id));
    } catch (error) {
      setFailure(error);
      setSaving(false);
    }
  };
  return (
    <Stack gap="sm" ref={place} tabIndex={-1} className="step-pane" role="group" aria-label={t("impact.title")}>
      {children}
      <ImpactPanel impact={impact} />
      <Refused failure={failure} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={back}>
          {t("action.back")}
        </Button>
        <Button
          loading={saving}
          onClick={() => void saveOnce()}
          {...((strands || verb === "delete") && { color: "red" })}
        >
          {t(verbs[verb][strands ? "anyway" : "plain"])}
        </Button>
      </Group>
    </Stack>
  );
}

interface WeighedProps extends Omit<ImpactStepProps, "impact"> {
  weigh: () => Promise<Impact>;
}

/** The same for a change that needs no form: asks for its impact first. */
export function Weighed({ weigh, ...step }: WeighedProps) {
  const id = useId();
  const impact = useQuery({ queryKey: ["impact", id], queryFn: weigh, staleTime: Infinity, gcTime: 0, retry: false });
  return (
    <>
      {impact.data === undefined && step.children}
      <Loaded query={impact} loading={<Loading rows={2} />}>
        {(found) => <ImpactStep impact={found} {...step} />}
      </Loaded>
    </>
  );
}
