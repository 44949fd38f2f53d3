import { Button, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

interface StepButtonsProps {
  back: (() => void) | null;
  next: () => void;
  /** Why the step cannot be left yet. */
  reason: string | null;
}

export function StepButtons({ back, next, reason }: StepButtonsProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <Button variant="default" onClick={back ?? undefined} disabled={!back}>
        {t("action.back")}
      </Button>
      <Text id={id} size="sm" c="var(--quiet-text)" ta="end" className="grow" role="status">
        {reason}
      </Text>
      <Button onClick={next} disabled={reason !== null} aria-describedby={id}>
        {t("action.next")}
      </Button>
    </>
  );
}
