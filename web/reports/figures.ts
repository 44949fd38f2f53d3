/** A table of figures as people read it and as a file carries it. */

export interface Column<Row> {
  label: string;
  /** Without anything of the language: for files. Null is empty. */
  raw: (row: Row) => string | number | null;
  /** As it is read; a dash where there is nothing. */
  shown: (row: Row) => string;
  /** Numbers are set under each other. */
  isNumber?: boolean;
}

export const none = "–";

/** A column of text, which is the same on the page and in a file. */
export const textColumn = <Row>(label: string, of: (row: Row) => string): Column<Row> => ({
  label,
  raw: of,
  shown: of,
});

/** A column of numbers, written by `write`. */
export const numberColumn = <Row>(
  label: string,
  of: (row: Row) => number | null,
  write: (value: number) => string,
): Column<Row> => ({
  label,
  raw: of,
  shown: (row) => {
    const value = of(row);
    return value === null ? none : write(value);
  },
  isNumber: true,
});
