import { Button, Group, ScrollArea, Table } from "@mantine/core";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { download, toCsv } from "./csv.ts";
import type { Column } from "./figures.ts";

interface FigureTableProps<Row> {
  /** What the table is of; for those who do not see what stands above it. */
  caption: string;
  fileName: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

/** The figures behind a chart, and the same as a file. */
export function FigureTable<Row>({ caption, fileName, columns, rows }: FigureTableProps<Row>) {
  const { t } = useTranslation();
  const end = (column: Column<Row>) => (column.isNumber ? ("end" as const) : ("start" as const));
  return (
    <>
      <ScrollArea.Autosize mah="30rem" viewportProps={{ tabIndex: 0, role: "region", "aria-label": caption }}>
        <Table withTableBorder verticalSpacing={6} className="number figures">
          <caption className="sr-only">{caption}</caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.label} scope="col" ta={end(column)}>
                  {column.label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={index}>
                {columns.map((column, at) =>
                  at === 0 ? (
                    <Table.Th key={column.label} scope="row" fw={500}>
                      <bdi>{column.shown(row)}</bdi>
                    </Table.Th>
                  ) : (
                    <Table.Td key={column.label} ta={end(column)}>
                      <bdi>{column.shown(row)}</bdi>
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="xs">
        <Button
          variant="subtle"
          leftSection={<Download size={16} aria-hidden />}
          onClick={() => download(fileName, toCsv(columns, rows))}
        >
          {t("reports.download")}
        </Button>
      </Group>
    </>
  );
}
