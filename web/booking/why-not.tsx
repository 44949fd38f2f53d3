import { Alert, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleHelp } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Start, WishQuery } from "../api/types.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { ReasonList } from "./reason-list.tsx";
import { Remedies } from "./remedies.tsx";

interface WhyNotProps {
  clinic: Clinic;
  wish: Omit<WishQuery, "clinic_id">;
  startsAt: string;
  take: (start: Start) => void;
}

/** Every reason why a start is not offered, and the nearest changes that would help; or that it is free after all. */
export function WhyNot({ clinic, wish, startsAt, take }: WhyNotProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const zone = clinic.timezone;
  const time = formatsAt(zone).time(startsAt);
  const explanation = useQuery(queries.explanation({ clinic_id: clinic.id, ...wish, starts_at: startsAt }));
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, [explanation.data]);
  return (
    <div ref={place}>
      <Loaded query={explanation} loading={<Loading rows={2} height={32} />}>
        {({ bookable, reasons, changes, nearest }) =>
          bookable ? (
            <Alert color="teal" role="status" icon={<CircleCheck size={20} aria-hidden />} title={freeTitle(nearest)}>
              <Remedies
                changes={[]}
                own={nearest.find(isAt(startsAt)) ?? offSlot(nearest)}
                startsAt={startsAt}
                zone={zone}
                take={take}
              />
            </Alert>
          ) : (
            <Alert
              color="blue"
              role="status"
              icon={<CircleHelp size={20} aria-hidden />}
              title={t("whyNot.title", { time })}
            >
              <Stack gap="sm">
                <ReasonList reasons={reasons} startsAt={startsAt} zone={zone} />
                <Remedies changes={changes} own={null} startsAt={startsAt} zone={zone} take={take} />
              </Stack>
            </Alert>
          )
        }
      </Loaded>
    </div>
  );

  function freeTitle(nearest: readonly Start[]): string {
    return t(nearest.some(isAt(startsAt)) ? "whyNot.isFree" : "whyNot.isFreeOffSlot", { time });
  }

  /** A start between the slots is in no list; it lasts as long as its neighbours. */
  function offSlot(nearest: readonly Start[]): Start {
    const [like] = nearest;
    const length = like ? Date.parse(like.ends_at) - Date.parse(like.starts_at) : 0;
    const endsAt = new Date(Date.parse(startsAt) + length).toISOString();
    return { starts_at: startsAt, ends_at: endsAt, practitioner_id: wish.practitioner_id ?? null, resource_ids: [] };
  }
}

const isAt = (startsAt: string) => (start: Start) => Date.parse(start.starts_at) === Date.parse(startsAt);
