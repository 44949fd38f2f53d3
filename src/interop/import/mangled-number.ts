const scientific = /^[+-]?\d(?:[.,]\d+)?E[+-]\d+$/i;

/**
 * Whether an identifier is a number in scientific notation (`1.23457E+11`), as spreadsheets write long ones of which they keep
 * only some digits. A real key such as `H622666E37` is none: it has no sign after the E.
 */
export function isMangledNumber(text: string): boolean {
  return scientific.test(text.trim());
}
