import { ActionIcon, Menu } from "@mantine/core";
import { Check, Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import { languageNow, languages, speak } from "../text/language.ts";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const now = languageNow();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={t("shell.language")}>
          <Languages size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void speak(language)}
            leftSection={<Check size={16} aria-hidden opacity={language === now ? 1 : 0} />}
            aria-current={language === now}
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
