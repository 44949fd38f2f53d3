import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createElement, type ReactElement } from "react";
import { shapeArabic } from "./arabic-forms.ts";
import type { Line, Paper } from "./paper.ts";
import { unpackWoff } from "./unpack-woff.ts";

type Renderer = typeof import("@react-pdf/renderer");

const files = createRequire(import.meta.url);
const arabic = "noto-sans-arabic-arabic";
const scripts = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic"];
const families = [...scripts.map((script) => `noto-sans-${script}`), arabic];

const weights = [400, 700] as const;

let ready: Promise<Renderer> | undefined;

/** Loads the renderer when the first paper is written: a server that writes none does not carry it. */
async function load(): Promise<Renderer> {
  const renderer = await import("@react-pdf/renderer");
  for (const family of families) {
    const folder = family === arabic ? "noto-sans-arabic" : "noto-sans";
    const file = (weight: number) => files.resolve(`@fontsource/${folder}/files/${family}-${weight}-normal.woff`);
    const fonts = await Promise.all(
      weights.map(async (fontWeight) => {
        const font = unpackWoff(await readFile(file(fontWeight)));
        return { src: `data:font/ttf;base64,${font.toString("base64")}`, fontWeight };
      }),
    );
    renderer.Font.register({ family, fonts });
    for (const fontWeight of weights) await nameGlyphs(renderer, { fontFamily: family, fontWeight });
  }
  renderer.Font.registerHyphenationCallback(partsOf);
  return renderer;
}

/**
 * Has a font know each of its signs by its character. It remembers a sign as it met it first: the u that was met as a part of ü was a sign
 * without a character from then on, and every later text with a u lost a letter.
 */
async function nameGlyphs({ Font }: Renderer, wanted: { fontFamily: string; fontWeight: number }): Promise<void> {
  await Font.load(wanted);
  const font = Font.getFont(wanted).data!;
  for (const code of font.characterSet) font.glyphForCodePoint(code);
}

/** Where a word may be broken: nowhere, unless it is longer than a line. */
const partsOf = (word: string): string[] => (word.length > 24 ? (word.match(/.{1,12}/gsu) ?? []) : [word]);

/** A paper as PDF, 80 mm wide and as long as it needs to be. */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const renderer = await (ready ??= load());
  return await renderer.renderToBuffer(pageOf(renderer, paper));
}

const millimetre = 72 / 25.4;
// Fonts would take the letters of Arabic apart again.
const font = { fontFamily: families, fontFeatureSettings: { ccmp: 0 } };
const rule = { borderTopWidth: 0.5, borderTopColor: "#000000", marginVertical: 5 } as const;

type Direction = "ltr" | "rtl";

/** Names and places are read in the direction of their own first letter; without a direction Arabic is set in the wrong order. */
function directionOf(text: string, otherwise: Direction): Direction {
  const first = /\p{L}/u.exec(text)?.[0];
  if (first === undefined) return otherwise;
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first) ? "rtl" : "ltr";
}

function pageOf({ Document, Page, Text, View }: Renderer, { language, title, head, phone, facts, parts }: Paper) {
  const own: Direction = language === "ar" ? "rtl" : "ltr";
  const [start, end] = own === "rtl" ? (["right", "left"] as const) : (["left", "right"] as const);
  const text = (value: string, direction: Direction, style: object, key?: string) =>
    createElement(Text, { key, style: { ...font, direction, ...style } }, shapeArabic(value));

  const row = { flexDirection: own === "rtl" ? "row-reverse" : "row", gap: 6, marginBottom: 3 } as const;
  const line = ({ text: what, figure, note, strong }: Line, key: number, figures?: Direction): ReactElement => {
    const fontWeight = strong ? 700 : 400;
    const figureStyle = { textAlign: end, fontWeight, maxWidth: "62%" };
    return createElement(
      View,
      { key, wrap: false },
      createElement(
        View,
        { style: row },
        text(what, directionOf(what, own), { textAlign: start, fontWeight, flex: 1 }),
        text(figure, figures ?? directionOf(figure, own), figureStyle),
      ),
      note && text(note, directionOf(note, "ltr"), { textAlign: start, fontSize: 8, marginTop: -2, marginBottom: 3 }),
    );
  };
  return createElement(
    Document,
    { title, language },
    createElement(
      Page,
      { size: { width: 80 * millimetre }, style: { padding: 5 * millimetre, fontSize: 9 } },
      ...head.map((value, i) =>
        text(value, directionOf(value, own), { textAlign: start, fontWeight: i === 0 ? 700 : 400 }, `head ${i}`),
      ),
      phone && text(phone, "ltr", { textAlign: start }, "phone"),
      text(title, own, { textAlign: start, fontWeight: 700, fontSize: 13, marginVertical: 6 }, "title"),
      createElement(View, { key: "facts" }, ...facts.map((fact, i) => line(fact, i))),
      ...parts
        .filter((part) => part.length > 0)
        .flatMap((part, i) => [
          createElement(View, { key: `rule ${i}`, style: rule }),
          // Figures are read from left to right in any language.
          createElement(View, { key: `part ${i}` }, ...part.map((one, j) => line(one, j, "ltr"))),
        ]),
    ),
  );
}
