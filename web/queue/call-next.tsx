import { Button } from "@mantine/core";
import { Megaphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type LineOfQueue, useCallNext } from "./use-call-next.ts";

export function CallNext({ line }: { line: LineOfQueue }) {
  const { t } = useTranslation();
  const { calling, callNext } = useCallNext(line);
  return (
    <Button leftSection={<Megaphone size={18} aria-hidden />} loading={calling} onClick={() => void callNext()}>
      {t("queue.callNext")}
    </Button>
  );
}
