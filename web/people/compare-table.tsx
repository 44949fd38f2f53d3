import { Radio, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types.ts";
import { type Formats } from "../text/formats.ts";
import "./record.css";
import { useDesk } from "../shell/desk.tsx";
import { type Choice, type ComparedField, comparedFields, differs, type Side, standing } from "./merge-choice.ts";

interface CompareTableProps {
  kept: Patient;
  merged: Patient;
  choice: Choice;
  choose: (choice: Choice) => void;
}

const sides: readonly Side[] = ["kept", "merged"];

/** What both records say, line by line; where they differ, one of the two is chosen. */
export function CompareTable({ kept, merged, choice, choose }: CompareTableProps) {
  const { t } = useTranslation();
  const shown = comparedFields.filter((field) => kept[field] !== null || merged[field] !== null);
  return (
    <Table.ScrollContainer minWidth={0} scrollAreaProps={{ "aria-label": t("merging.title") }}>
      <Table withTableBorder verticalSpacing="xs" className="compare-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {sides.map((side) => (
              <Table.Th key={side} scope="col">
                {t(`merging.${side}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{t(`merging.fields.${field}`)}</Table.Th>
              {sides.map((side) => (
                <Table.Td key={side}>
                  <Value {...{ kept, merged, field, side, choice, choose }} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type ValueProps = CompareTableProps & { field: ComparedField; side: Side };

function Value({ kept, merged, field, side, choice, choose }: ValueProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const text = valueText((side === "kept" ? kept : merged)[field], field, formats, t);
  const stands = standing(kept, merged, field, choice) === side;
  const both = field === "notes" && differs(kept, merged, field) && choice.notes === undefined;
  if (!differs(kept, merged, field))
    return (
      <Text size="sm" fw={stands ? 600 : 400} c={stands ? "var(--mantine-color-text)" : "var(--quiet-text)"}>
        {text}
      </Text>
    );
  return (
    <Radio
      name={`keep-${field}`}
      checked={!both && stands}
      onChange={() => choose({ ...choice, [field]: side })}
      label={text}
    />
  );
}

function valueText(
  value: string | null,
  field: ComparedField,
  formats: Formats,
  t: ReturnType<typeof useTranslation>["t"],
) {
  if (value === null || value === "") return "–";
  if (field === "birth_date") return formats.date(value);
  if (field === "gender") return t(`patients.genders.${value}`);
  return <bdi dir={field === "phone" ? "ltr" : "auto"}>{value}</bdi>;
}
