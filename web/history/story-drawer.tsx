import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Standing } from "../api/types.ts";
import { Story } from "./story.tsx";

interface StoryDrawerProps {
  /** Whose story; none while it is closed. */
  of: Standing | null;
  /** The moment that is looked at. */
  at: string | undefined;
  close: () => void;
}

export function StoryDrawer({ of, at, close }: StoryDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={of !== null}
      onClose={close}
      title={t("history.of", { name: of?.patient_name ?? "" })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {of && <Story subjectId={of.id} until={at} />}
    </Drawer>
  );
}
