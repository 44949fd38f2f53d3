import { DataList, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types.ts";
import { Fact } from "../parts/fact.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { ageOn } from "./age.ts";

/** Who this is, at a glance: what the desk asks on the phone, and who else has the number. */
export function Identity({ patient, sharing }: { patient: Patient; sharing: readonly Patient[] }) {
  const { formats, today } = useDesk();
  const { t } = useTranslation();
  const { phone, birth_date: birth, gender } = patient;
  return (
    <Paper p="md">
      <DataList orientation="horizontal" labelWidth="10rem" className="identity">
        <Fact label={t("patients.phone")}>
          {phone === null ? t("patientRecord.noPhone") : <bdi dir="ltr">{phone}</bdi>}
          {phone !== null && !patient.phone_is_own && ` · ${t("patientRecord.phoneShared")}`}
        </Fact>
        <Fact label={t("patients.birthDate")}>
          {birth === null
            ? t("patientRecord.notKnown")
            : t("patientRecord.bornAged", { date: formats.date(birth), age: formats.number(ageOn(birth, today)) })}
        </Fact>
        <Fact label={t("patients.gender")}>{t(`patients.genders.${gender}`)}</Fact>
      </DataList>
      {sharing.length > 0 && (
        <Group gap="xs" mt="sm">
          <Text size="sm" c="var(--quiet-text)">
            {t("patientRecord.sharedWith")}
          </Text>
          {sharing.map(({ id, name, phone_is_own: owns }) => (
            <AnchorLink key={id} size="sm" to={page.patient} params={{ patientId: id }}>
              <bdi>{owns ? t("patientRecord.owner", { name }) : name}</bdi>
            </AnchorLink>
          ))}
        </Group>
      )}
    </Paper>
  );
}
