const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** 1 = Monday to 7 = Sunday, from an English name, its first three letters, or the ISO number; null for anything else. */
export function readWeekday(text: string): number | null {
  return position(weekdays, text);
}

/** 1 = January to 12 = December, likewise. */
export function readMonth(text: string): number | null {
  return position(months, text);
}

function position(words: readonly string[], text: string): number | null {
  const typed = text.trim().toLowerCase();
  const found = /^\d{1,2}$/.test(typed)
    ? Number(typed) - 1
    : words.findIndex((word) => typed === word || typed === word.slice(0, 3));
  return found >= 0 && found < words.length ? found + 1 : null;
}
