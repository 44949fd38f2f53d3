import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";

export function ColorSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "light" ? "dark" : "light";
  return (
    <ActionIcon
      variant="default"
      size={40}
      aria-label={t(`shell.${other}Colors`)}
      onClick={() => setColorScheme(other)}
    >
      {other === "dark" ? <Moon size={20} aria-hidden /> : <Sun size={20} aria-hidden />}
    </ActionIcon>
  );
}
