import { Button, Card, Group, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allows, offerMoves } from "../../src/core/moves.ts";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, queries, refresh } from "../api/queries.ts";
import type { WaitlistOffer } from "../api/types.ts";
import { DeclineOfferForm } from "../forms/decline-offer-form.tsx";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { useSecondsUntil } from "../parts/use-seconds-until.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";

/** Times that are held for somebody who waits, until they answer or their time is up. */
export function OfferList() {
  const clinic = useClinic();
  const { t } = useTranslation();
  const offers = useQuery(queries.offers(clinic.id));
  const [declining, decline] = useState<WaitlistOffer | null>(null);
  return (
    <>
      <Loaded
        query={offers}
        loading={<Loading rows={1} />}
        empty={(items) => items.length === 0 && <Text size="sm">{t("waitlist.noOffers")}</Text>}
      >
        {(items) => (
          <ul className="plain-list expected-strip" aria-label={t("waitlist.offers")}>
            {items.map((offer) => (
              <Offer key={offer.id} offer={offer} decline={() => decline(offer)} />
            ))}
          </ul>
        )}
      </Loaded>
      <Modal
        opened={declining !== null}
        onClose={() => decline(null)}
        title={t("waitlist.declineTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {declining && <DeclineOfferForm offer={declining} done={() => decline(null)} />}
      </Modal>
    </>
  );
}

function Offer({ offer, decline }: { offer: WaitlistOffer; decline: () => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Card component="li" padding="sm">
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <Text fw={600}>
            <bdi>{offer.patient_name}</bdi>
          </Text>
          <Text size="sm">{formats.moment(offer.starts_at)}</Text>
          {offer.moves_from && (
            <Text size="sm">{t("waitlist.insteadOf", { time: formats.moment(offer.moves_from) })}</Text>
          )}
          <Text size="sm" c="var(--quiet-text)">
            {formats.line([offer.service_name, offer.practitioner_name])}
          </Text>
        </div>
        <TimeLeft endsAt={Date.parse(offer.expires_at)} />
      </Group>
      <Answers offer={offer} decline={decline} />
    </Card>
  );
}

function TimeLeft({ endsAt }: { endsAt: number }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const seconds = useSecondsUntil(endsAt);
  return (
    <Text fw={700} className="number nowrap" role="timer" aria-label={t("hold.left")}>
      {formats.countdown(seconds)}
    </Text>
  );
}

function Answers({ offer, decline }: { offer: WaitlistOffer; decline: () => void }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const named = (label: string) => t("timeOff.of", { label, name: offer.patient_name });
  const accept = async () => {
    setSending(true);
    try {
      await client.acceptOffer(offer.id);
      tellDone(t("waitlist.accepted", { name: offer.patient_name }));
    } catch (error) {
      tellRefused(t("waitlist.notAccepted"), [messageOf(error, t)]);
    } finally {
      setSending(false);
      void refresh(...day, areas.payments);
    }
  };
  if (!allows(offerMoves.accept, offer.status)) return null;
  return (
    <Group gap="xs" mt="xs" justify="flex-end">
      {may("declineOffer") && (
        <Button variant="default" aria-label={named(t("waitlist.decline"))} onClick={decline}>
          {t("waitlist.decline")}
        </Button>
      )}
      {may("acceptOffer") && (
        <Button loading={sending} aria-label={named(t("waitlist.accept"))} onClick={() => void accept()}>
          {t("waitlist.accept")}
        </Button>
      )}
    </Group>
  );
}
