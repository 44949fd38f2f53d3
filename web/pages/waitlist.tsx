import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { OfferList } from "../demand/offer-list.tsx";
import { OpeningList } from "../demand/opening-list.tsx";
import { WaitingTable } from "../demand/waiting-table.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Section } from "../parts/section.tsx";
import { page } from "../urls.ts";

/** Freed time and who waits for it: what is on offer now, who comes next, and what became of what was free. */
export function WaitlistPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("nav.waitlist")}>
        <ButtonLink variant="default" to={page.bookingRequests}>
          {t("waitlist.toRequests")}
        </ButtonLink>
      </PageHeading>
      <Stack gap="md">
        <Section title={t("waitlist.offers")}>
          <OfferList />
        </Section>
        <Section title={t("waitlist.waiting")}>
          <WaitingTable />
        </Section>
        <Section title={t("waitlist.openings")}>
          <OpeningList />
        </Section>
      </Stack>
    </>
  );
}
