import { ActionIcon, Menu } from "@mantine/core";
import { BedDouble, EllipsisVertical, PanelRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardBed } from "../api/types.ts";
import { BedItems } from "./bed-items.tsx";
import { useBoard } from "./board-context.ts";
import type { Admitted } from "./placing.ts";
import { isOn } from "./session-menu.tsx";

interface PatientMenuProps {
  held: Admitted;
  /** The one that they have. */
  bed: BoardBed | null;
  movable: boolean;
}

/** All that dragging does, the appointment itself, and what can be done with the bed, without a mouse. */
export function PatientMenu({ held, bed, movable }: PatientMenuProps) {
  const { t } = useTranslation();
  const { ask, open } = useBoard();
  const { admission, session } = held;
  const { appointment_id: id, patient_name: name } = admission;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("board.menuOf", { name })}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {movable && (
          <Menu.Item leftSection={<BedDouble size={16} aria-hidden />} onClick={() => ask({ kind: "place", held })}>
            {t("board.give")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<PanelRight size={16} aria-hidden className="mirrored" />} onClick={() => open(id)}>
          {t("board.show")}
        </Menu.Item>
        {bed && isOn(session) && (
          <>
            <Menu.Divider />
            <Menu.Label>
              <bdi>{bed.name}</bdi>
            </Menu.Label>
            <BedItems session={session} bed={bed} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
