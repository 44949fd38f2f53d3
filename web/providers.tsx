import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "./api/queries.ts";
import { router } from "./router.tsx";
import { directionOf, languageNow } from "./text/language.ts";
import { theme } from "./theme.ts";

export function Providers() {
  return (
    <DirectionProvider initialDirection={directionOf(languageNow())} detectDirection={false}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <Localized />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** What follows the language: the direction, the calendars of date fields, and everything that speaks. */
function Localized() {
  const { t } = useTranslation();
  const { setDirection } = useDirection();
  const language = languageNow();
  useEffect(() => setDirection(directionOf(language)), [language, setDirection]);
  return (
    <DatesProvider settings={{ locale: language }}>
      <ModalsProvider labels={{ confirm: t("action.confirm"), cancel: t("action.cancel") }}>
        <Notifications position="bottom-center" limit={4} containerWidth={460} notificationMaxHeight={640} />
        <RouterProvider router={router} />
      </ModalsProvider>
    </DatesProvider>
  );
}
