/** The forms of a letter: alone, after another one, before another one, between two; letters that join nothing behind them have two. */
type Forms = string[];

const forms = readForms();
const tatweel = "ـ";
/** Alef after lam is one sign with it, alone or after another letter. */
const ligatures = new Map([..."آأإا"].map((alef, i) => [alef, String.fromCodePoint(0xfef5 + 2 * i)]));

/**
 * Arabic with each letter in the form that it has beside its neighbours, a sign of its own in Unicode, and without vowel marks.
 *
 * The renderer puts marks beside their letters, and fonts set most letters as a line with dots for marks. These signs carry their dots.
 */
export function shapeArabic(text: string): string {
  const letters = [...text.normalize("NFC").replaceAll(/(?<=\p{Script=Arabic})\p{M}+/gu, "")];
  let shaped = "";
  for (let i = 0; i < letters.length; i++) {
    const joins = joinsNext(letters[i - 1]);
    const ligature = letters[i] === "ل" ? ligatures.get(letters[i + 1]!) : undefined;
    shaped += ligature ? String.fromCodePoint(ligature.codePointAt(0)! + (joins ? 1 : 0)) : formOf(letters, i, joins);
    if (ligature) i++;
  }
  return shaped;
}

function formOf(letters: readonly string[], i: number, joinsBefore: boolean): string {
  const letter = letters[i]!;
  const own = forms.get(letter);
  if (!own) return letter;
  const after = joinsBefore && own.length > 1;
  const before = joinsNext(letter) && joinsPrevious(letters[i + 1]);
  return own[(before ? 2 : 0) + (after ? 1 : 0)]!;
}

const joinsNext = (letter: string | undefined): boolean =>
  letter === tatweel || (letter !== undefined && forms.get(letter)?.length === 4);
const joinsPrevious = (letter: string | undefined): boolean =>
  letter === tatweel || (letter !== undefined && (forms.get(letter)?.length ?? 0) > 1);

/** From Unicode itself: the forms of one letter stand one after the other, and each says what letter it is of. */
function readForms(): Map<string, Forms> {
  const found = new Map<string, Forms>();
  for (const [first, last] of [
    [0xfe80, 0xfef4],
    [0xfb50, 0xfbb1],
    [0xfbd3, 0xfbff],
  ] as const) {
    let previous = "";
    for (let code = first; code <= last; code++) {
      const form = String.fromCodePoint(code);
      const letter = form.normalize("NFKC");
      if (letter === form || [...letter].length !== 1) continue;
      if (letter === previous) found.get(letter)?.push(form);
      else if (!found.has(letter)) found.set(letter, [form]);
      else continue;
      previous = letter;
    }
  }
  return found;
}
