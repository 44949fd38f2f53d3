/** Where windows slide over an array, never backwards. */
export interface Windows {
  /** For each place the first and the last index of its window; empty where the last lies before the first. */
  lows: Int32Array;
  highs: Int32Array;
}

/** For each window the index of its least value, the first of equals, or -1 where there is none but infinite ones. Linear. */
export function slidingLeast(values: Float64Array, { lows, highs }: Windows): Int32Array {
  const least = new Int32Array(lows.length).fill(-1);
  // Indices whose value may yet be the least of a window: their values ascend.
  const waiting = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  let next = 0;
  for (let i = 0; i < lows.length; i++) {
    for (; next <= highs[i]!; next++) {
      const value = values[next]!;
      if (value === Infinity) continue;
      while (tail > head && values[waiting[tail - 1]!]! > value) tail--;
      waiting[tail++] = next;
    }
    while (head < tail && waiting[head]! < lows[i]!) head++;
    if (head < tail && waiting[head]! <= highs[i]!) least[i] = waiting[head]!;
  }
  return least;
}
