import { ActionIcon, Menu } from "@mantine/core";
import { EllipsisVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardBed, SessionBoard } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { BedItems } from "./bed-items.tsx";
import { isOn } from "./session-menu.tsx";

interface BedMenuProps {
  session: SessionBoard;
  bed: BoardBed;
}

/** The menu of a bed that nobody has. */
export function BedMenu({ session, bed }: BedMenuProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  if (!isOn(session) || !may("changeSessionBed")) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("board.menuOf", { name: bed.name })}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <BedItems session={session} bed={bed} />
      </Menu.Dropdown>
    </Menu>
  );
}
