import { Table, type TableProps } from "@mantine/core";
import { createContext, type ReactNode, useContext } from "react";

interface CardTableProps extends Pick<TableProps, "striped" | "withTableBorder"> {
  /** What the table is called where no heading stands over it. */
  label?: string;
  labels: readonly string[];
  /** Ticks all rows; stands before the headings. */
  tickAll?: ReactNode;
  /** Rows end with what can be done with them. */
  withActions?: boolean;
  className?: string;
  children: ReactNode;
}

const Columns = createContext(1);

/**
 * A table whose rows a phone shows as cards, each value after its heading. All roles are written out here because what is not
 * displayed as a table is not read as one.
 */
export function CardTable(props: CardTableProps) {
  const {
    label,
    labels,
    tickAll,
    withActions = false,
    className = "",
    striped = false,
    withTableBorder = true,
  } = props;
  return (
    <Table
      role="table"
      className={`records ${tickAll === undefined ? "" : "ticked"} ${className}`}
      verticalSpacing="sm"
      withTableBorder={withTableBorder}
      striped={striped}
      aria-label={label}
    >
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {tickAll !== undefined && <Table.Td role="cell">{tickAll}</Table.Td>}
          {labels.map((heading) => (
            <Table.Th key={heading} role="columnheader">
              {heading}
            </Table.Th>
          ))}
          {withActions && <Table.Td role="cell" />}
        </Table.Tr>
      </Table.Thead>
      <Columns value={labels.length + Number(tickAll !== undefined) + Number(withActions)}>{props.children}</Columns>
    </Table>
  );
}

/** Rows, under a heading of their own where they have one. */
export function CardRows({ title, children }: { title?: string | undefined; children: ReactNode }) {
  const columns = useContext(Columns);
  return (
    <Table.Tbody role="rowgroup">
      {title !== undefined && (
        <Table.Tr role="row" className="record-group">
          <Table.Th role="rowheader" scope="rowgroup" colSpan={columns}>
            {title}
          </Table.Th>
        </Table.Tr>
      )}
      {children}
    </Table.Tbody>
  );
}

export function CardRow({ children }: { children: ReactNode }) {
  return <Table.Tr role="row">{children}</Table.Tr>;
}

/** What the row is about. */
export function CardName({ children }: { children: ReactNode }) {
  return (
    <Table.Th role="rowheader" scope="row">
      {children}
    </Table.Th>
  );
}

export function CardCell({
  label,
  className,
  children,
}: {
  /** The heading, which stands before the value on a card. */
  label?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Table.Td role="cell" data-label={label} {...(className !== undefined && { className })}>
      {children}
    </Table.Td>
  );
}

export function CardActions({ children }: { children: ReactNode }) {
  return (
    <Table.Td role="cell" className="row-actions">
      {children}
    </Table.Td>
  );
}
