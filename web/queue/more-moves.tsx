import { ActionIcon, Menu, Modal, Text } from "@mantine/core";
import { ArrowRightLeft, Ellipsis, Siren } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { prioritizable } from "../../src/core/moves.ts";
import type { QueuedVisit } from "../api/types.ts";
import { PriorityForm } from "../forms/priority-form.tsx";
import { TransferForm } from "../forms/transfer-form.tsx";
import { useDesk } from "../shell/desk.tsx";
import { moveIcons } from "./move-button.tsx";
import { type PlainVisitMove, useVisitMove } from "./use-visit-move.ts";
import { whyNot } from "./why-not.ts";

const plain: readonly PlainVisitMove[] = ["call", "start", "finish", "requeue", "leave"];

/** All that can be done with a visit, and why the rest cannot be done now. */
export function MoreMoves({ visit }: { visit: QueuedVisit }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { moving, move } = useVisitMove(visit);
  const [asking, ask] = useState<"transfer" | "priority" | null>(null);
  const close = () => ask(null);
  const whyNotFirst = () => {
    if (!may("prioritizeVisit")) return t("move.notYours");
    return prioritizable.some((status) => status === visit.status) ? null : t("move.needs.prioritize");
  };
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={40}
            loading={moving}
            aria-label={t("move.more", { name: visit.patient_name })}
          >
            <Ellipsis size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {plain.map((name) => {
            const Icon = moveIcons[name];
            return (
              <MoveItem
                key={name}
                icon={<Icon size={16} aria-hidden className={name === "requeue" ? "mirrored" : ""} />}
                label={t(`move.${name}`)}
                reason={whyNot(name, visit, may, t)}
                act={() => void move(name)}
              />
            );
          })}
          <Menu.Divider />
          <MoveItem
            icon={<Siren size={16} aria-hidden />}
            label={t("move.prioritize")}
            reason={whyNotFirst()}
            act={() => ask("priority")}
          />
          <MoveItem
            icon={<ArrowRightLeft size={16} aria-hidden />}
            label={t("move.transfer")}
            reason={whyNot("transfer", visit, may, t)}
            act={() => ask("transfer")}
          />
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking !== null}
        onClose={close}
        title={asking === "transfer" ? t("queue.transferTitle") : t("queue.priorityTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {asking === "transfer" && <TransferForm visit={visit} done={close} />}
        {asking === "priority" && <PriorityForm visit={visit} done={close} />}
      </Modal>
    </>
  );
}

interface MoveItemProps {
  icon: ReactNode;
  label: string;
  reason: string | null;
  act: () => void;
}

/** Stays in reach when it cannot be chosen, and says why. */
function MoveItem({ icon, label, reason, act }: MoveItemProps) {
  return (
    <Menu.Item
      leftSection={icon}
      {...(reason === null
        ? { onClick: act }
        : { "aria-disabled": true, closeMenuOnClick: false, className: "not-now" })}
    >
      {label}
      {reason !== null && (
        <Text size="xs" c="var(--quiet-text)">
          {reason}
        </Text>
      )}
    </Menu.Item>
  );
}
