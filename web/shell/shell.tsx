import { AppShell, Box, Burger, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Loading, Nothing } from "../parts/states.tsx";
import { page } from "../urls.ts";
import { AccountMenu } from "./account-menu.tsx";
import { ClinicChooser } from "./clinic-chooser.tsx";
import { ColorSwitch } from "./color-switch.tsx";
import { ConnectionIndicator } from "./connection.tsx";
import { DeskProvider, useDesk } from "./desk.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { Navigation } from "./navigation.tsx";
import { useShortcuts } from "./shortcuts.ts";

export function Shell() {
  return (
    <Suspense fallback={<Box p="xl" children={<Loading rows={6} />} />}>
      <DeskProvider>
        <Frame />
      </DeskProvider>
    </Suspense>
  );
}

function Frame() {
  const desk = useDesk();
  const { t } = useTranslation();
  const [opened, menu] = useDisclosure(false);
  useShortcuts(desk);
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#main">
        {t("shell.skip")}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger opened={opened} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t("shell.menu")} />
          <Text fw={700} c="tide" visibleFrom="sm" className="brand">
            {t("shell.brand")}
          </Text>
          <Box visibleFrom="sm" flex={1}>
            <ClinicChooser />
          </Box>
          <Box hiddenFrom="sm" flex={1} />
          <Tools />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm">
        <AppShell.Section hiddenFrom="sm" mb="sm">
          <ClinicChooser />
        </AppShell.Section>
        <AppShell.Section grow className="scrolling">
          <Navigation onNavigate={menu.close} />
        </AppShell.Section>
        <AppShell.Section hiddenFrom="sm">
          <ColorSwitch />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Page />
      </AppShell.Main>
    </AppShell>
  );
}

function Tools() {
  const { may, clinic, session } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <ConnectionIndicator />
      {may("bookAppointment") && clinic && (
        <Button
          leftSection={<CalendarPlus size={18} aria-hidden />}
          aria-label={t("booking.new")}
          aria-keyshortcuts="n"
          className="new-booking"
          onClick={() => void navigate({ to: page.book })}
        >
          <Box component="span" visibleFrom="md">
            {t("booking.new")}
          </Box>
        </Button>
      )}
      <LanguageSwitch />
      <Box visibleFrom="sm">
        <ColorSwitch />
      </Box>
      <AccountMenu session={session} />
    </>
  );
}

/** The page itself; without any clinic only its making can be done. */
function Page() {
  const { clinic } = useDesk();
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (!clinic && pathname !== page.clinics)
    return <Nothing title={t("shell.noClinic")} hint={t("shell.noClinicHint")} />;
  return (
    <Suspense fallback={<Loading rows={6} />}>
      <Outlet key={clinic?.id} />
    </Suspense>
  );
}
