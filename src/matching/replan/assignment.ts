/**
 * The cheapest way to give each row a column of its own: `costs[row][column]`, `Infinity` where it cannot be. The column of each row.
 *
 * Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; Jonker and Volgenant 1987 for more columns than rows). Every
 * row must have a column that nobody else can take, so that there always is an answer.
 */
export function assign(costs: readonly Float64Array[], columns: number): Int32Array {
  const rows = costs.length;
  const rowPrice = new Float64Array(rows);
  // One column more than there are, in which each row begins.
  const columnPrice = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1).fill(-1);
  const before = new Int32Array(columns + 1);
  const least = new Float64Array(columns + 1);
  const done = new Uint8Array(columns + 1);
  for (let row = 0; row < rows; row++) {
    rowOf[columns] = row;
    least.fill(Infinity);
    done.fill(0);
    let column = columns;
    while (rowOf[column] !== -1) {
      done[column] = 1;
      const next = nearest(costs[rowOf[column]!]!, column);
      column = next;
    }
    for (; column !== columns; column = before[column]!) rowOf[column] = rowOf[before[column]!]!;
  }
  const columnOf = new Int32Array(rows);
  for (let column = 0; column < columns; column++) if (rowOf[column] !== -1) columnOf[rowOf[column]!] = column;
  return columnOf;

  /** Prices everything that was reached so that the nearest column that was not costs nothing more, and gives that one. */
  function nearest(cost: Float64Array, from: number): number {
    const price = rowPrice[rowOf[from]!]!;
    let step = Infinity;
    let found = -1;
    for (let column = 0; column < columns; column++) {
      if (done[column]) continue;
      const more = cost[column]! - price - columnPrice[column]!;
      if (more < least[column]!) {
        least[column] = more;
        before[column] = from;
      }
      if (least[column]! < step) {
        step = least[column]!;
        found = column;
      }
    }
    for (let column = 0; column <= columns; column++)
      if (done[column]) {
        rowPrice[rowOf[column]!]! += step;
        columnPrice[column]! -= step;
      } else least[column]! -= step;
    return found;
  }
}
