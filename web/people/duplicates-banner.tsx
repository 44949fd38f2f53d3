import { Alert, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Duplicate } from "../api/patient-types.ts";
import type { Patient } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { likelihoodText, reasonWords } from "./match-words.ts";
import { MergeDialog } from "./merge-dialog.tsx";

interface BannerProps {
  patient: Patient;
  duplicates: readonly Duplicate[];
}

/** Records that may be the same person's, why, and the way to compare them. */
export function DuplicatesBanner({ patient, duplicates }: BannerProps) {
  const { may, formats } = useDesk();
  const { t } = useTranslation();
  const [other, setOther] = useState<Patient | null>(null);
  const [opened, dialog] = useDisclosure(false);
  if (duplicates.length === 0) return null;
  const compare = (chosen: Patient) => {
    setOther(chosen);
    dialog.open();
  };
  return (
    <>
      <Alert color="yellow" variant="outline" icon={<Users size={20} aria-hidden />} title={t("merging.mayBeTwice")}>
        <Stack component="ul" gap="sm" className="plain-list">
          {duplicates.map(({ patient: candidate, score, reasons }) => (
            <Group component="li" key={candidate.id} justify="space-between" gap="sm">
              <div>
                <Group gap="xs">
                  <Text fw={600}>
                    <bdi>{candidate.name}</bdi>
                  </Text>
                  <Badge color={score >= 75 ? "red" : "gray"}>{likelihoodText(score, t)}</Badge>
                </Group>
                <Text size="sm">{formats.line(reasonWords(reasons, t))}</Text>
              </div>
              {may("mergePatients") && (
                <Button
                  variant="default"
                  aria-label={t("merging.compareWith", { name: candidate.name })}
                  onClick={() => compare(candidate)}
                >
                  {t("merging.compare")}
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      </Alert>
      {other && <MergeDialog one={patient} other={other} opened={opened} close={dialog.close} />}
    </>
  );
}
