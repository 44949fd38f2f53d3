/** What is wrong with an import, said so that its author can find the cell: line and column as an editor shows them. */
export interface RowProblem {
  /** From 1, the header included; the line on which the row starts. */
  line: number;
  /** The column's name, or null when the trouble is not in one column. */
  column: string | null;
  code: string;
  detail: string;
}

/** The file or its mapping cannot be used at all: no row was looked at. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  readonly problems: readonly RowProblem[];

  constructor(problems: readonly RowProblem[]) {
    super(problems.map(sayProblem).join("\n"));
    this.problems = problems;
  }
}

/** A refusal of the whole file, at one place of it. */
export function refused(line: number, code: string, detail: string, column: string | null = null): ImportRefused {
  return new ImportRefused([{ line, column, code, detail }]);
}

/** `line 12, column "dob": There is no such date.` */
export function sayProblem({ line, column, detail }: RowProblem): string {
  return column === null ? `line ${line}: ${detail}` : `line ${line}, column "${column}": ${detail}`;
}
