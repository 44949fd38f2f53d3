import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CashDrawer } from "../api/money-types.ts";
import { useDesk } from "../shell/desk.tsx";

/** One drawer: what it began with, what should be in it, what was counted, and what is missing or too much. */
export function DrawerRow({ drawer, children }: { drawer: CashDrawer; children: ReactNode }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const money = (minor: number) => formats.money(minor, drawer.currency);
  const facts = [
    t("dayClose.float", { amount: money(drawer.float_minor) }),
    t("dayClose.expected", { amount: money(drawer.expected_minor) }),
    drawer.counted_minor !== null && t("dayClose.counted", { amount: money(drawer.counted_minor) }),
  ];
  return (
    <Group component="li" gap="sm" justify="space-between">
      <div className="grow">
        <Text fw={600}>
          <bdi>{drawer.account_name}</bdi>
        </Text>
        <Text size="sm" className="number">
          {formats.line(facts.filter((fact) => fact !== false))}
        </Text>
        {drawer.difference_minor !== null && <Difference minor={drawer.difference_minor} currency={drawer.currency} />}
        {drawer.note && (
          <Text size="sm" c="var(--quiet-text)">
            <bdi>{drawer.note}</bdi>
          </Text>
        )}
      </div>
      {children}
    </Group>
  );
}

function Difference({ minor, currency }: { minor: number; currency: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const amount = formats.money(Math.abs(minor), currency);
  const said = minor === 0 ? "even" : minor < 0 ? "missing" : "over";
  return (
    <Text size="sm" fw={600}>
      {t(`dayClose.difference.${said}`, { amount })}
    </Text>
  );
}
