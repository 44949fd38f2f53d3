import { Fieldset, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { MemberRow } from "./member-row.tsx";
import { moved } from "./moved.ts";
import { useMemberDrag } from "./use-member-drag.ts";

interface PoolMembersProps {
  clinicId: string;
  memberIds: string[];
  /** What the server says about a member, by its id. */
  errors: Record<string, ReactNode>;
  change: (memberIds: string[]) => void;
}

/** The members of a pool in the order in which a free one is chosen: dragged, or moved by buttons. */
export function PoolMembers({ clinicId, memberIds, errors, change }: PoolMembersProps) {
  const { t } = useTranslation();
  const resources = useQuery(queries.resources()).data ?? [];
  const { list, holding, hold } = useMemberDrag(memberIds, change);
  const nameOf = (id: string) => resources.find((resource) => resource.id === id)?.name ?? "";
  const offered = resources.filter(
    ({ id, kind, clinic_id, status }) =>
      status === "active" &&
      kind !== "practitioner" &&
      (clinic_id === null || clinic_id === clinicId) &&
      !memberIds.includes(id),
  );
  return (
    <Fieldset legend={t("pools.members")}>
      <Text size="sm" c="dimmed" mb="xs">
        {t("pools.order")}
      </Text>
      <Stack component="ol" gap={6} className="plain-list" ref={list} mb="sm" aria-label={t("pools.members")}>
        {memberIds.map((id, index) => (
          <MemberRow
            key={id}
            name={nameOf(id)}
            place={index + 1}
            places={memberIds.length}
            held={holding === id}
            error={errors[id]}
            hold={hold(id)}
            move={(by) => change(moved(memberIds, index, index + by))}
            remove={() => change(memberIds.filter((other) => other !== id))}
          />
        ))}
      </Stack>
      <Select
        aria-label={t("pools.addMember")}
        placeholder={t("pools.addMember")}
        searchable
        value={null}
        nothingFoundMessage={t("pools.nobodyLeft")}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => id && change([...memberIds, id])}
      />
    </Fieldset>
  );
}
