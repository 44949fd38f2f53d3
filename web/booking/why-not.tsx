import { Alert, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleHelp } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Explanation, Start, WaivableRule, Waiver, WishQuery } from "../api/types.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { ReasonList } from "./reason-list.tsx";
import { Remedies } from "./remedies.tsx";
import { rulesToWaive } from "./waivable.ts";
import { WaiveButton } from "./waive-button.tsx";

interface WhyNotProps {
  clinic: Clinic;
  wish: Omit<WishQuery, "clinic_id">;
  startsAt: string;
  take: (start: Start, waive?: Waiver[]) => void;
  /** What is taken is booked elsewhere, where it is asked why rules are set aside. */
  elsewhere?: boolean;
}

/** Every reason why a start is not offered, and the nearest changes that would help; or that it is free after all. What may be set aside can be. */
export function WhyNot({ clinic, wish, startsAt, take, elsewhere = false }: WhyNotProps) {
  const { formatsAt, may } = useDesk();
  const { t } = useTranslation();
  const zone = clinic.timezone;
  const time = formatsAt(zone).time(startsAt);
  const explanation = useQuery(queries.explanation({ clinic_id: clinic.id, ...wish, starts_at: startsAt }));
  const services = useQuery(queries.clinicServices(clinic.id));
  const place = useRef<HTMLDivElement>(null);
  const own = startOf();
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
                own={nearest.find(isAt(startsAt)) ?? own}
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
                <WaiveButton
                  what="book"
                  rules={may("bookAppointment") ? rulesInTheWay({ reasons, changes }) : null}
                  act={(waive) => take(own, waive)}
                  instead={elsewhere ? () => take(own) : undefined}
                />
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

  /** The start that is asked about: between the slots, or where something stands in the way, no list has it. */
  function startOf(): Start {
    const minutes = services.data?.find(({ id }) => id === wish.service_id)?.duration_minutes ?? 0;
    const endsAt = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
    return { starts_at: startsAt, ends_at: endsAt, practitioner_id: wish.practitioner_id ?? null, resource_ids: [] };
  }
}

/** Where nobody is asked for by name, the rules of whoever has the fewest in the way. */
function rulesInTheWay({ reasons, changes }: Pick<Explanation, "reasons" | "changes">): WaivableRule[] | null {
  const fewest = changes.find(({ kind }) => kind === "waive")?.rules;
  return rulesToWaive(fewest?.map((code) => ({ code })) ?? reasons);
}

const isAt = (startsAt: string) => (start: Start) => Date.parse(start.starts_at) === Date.parse(startsAt);
