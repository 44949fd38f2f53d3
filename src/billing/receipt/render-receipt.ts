import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createElement, type ReactElement } from "react";
import type { Receipt } from "./receipt-lines.ts";
import { unpackWoff } from "./unpack-woff.ts";

type Renderer = typeof import("@react-pdf/renderer");

const files = createRequire(import.meta.url);
const families = ["noto-sans-latin", "noto-sans-greek", "noto-sans-arabic-arabic"] as const;

let ready: Promise<Renderer> | undefined;

/** Loads the renderer when the first receipt is written: a server that writes none does not carry it. */
async function load(): Promise<Renderer> {
  const renderer = await import("@react-pdf/renderer");
  for (const family of families) {
    const folder = family.startsWith("noto-sans-arabic") ? "noto-sans-arabic" : "noto-sans";
    const file = (weight: number) => files.resolve(`@fontsource/${folder}/files/${family}-${weight}-normal.woff`);
    const fonts = await Promise.all(
      [400, 700].map(async (fontWeight) => {
        const font = unpackWoff(await readFile(file(fontWeight)));
        return { src: `data:font/ttf;base64,${font.toString("base64")}`, fontWeight };
      }),
    );
    renderer.Font.register({ family, fonts });
  }
  renderer.Font.registerHyphenationCallback((word) => [word]);
  return renderer;
}

/** A receipt as PDF, on paper of 80 mm and as long as it needs to be. */
export async function renderReceipt(receipt: Receipt): Promise<Buffer> {
  const renderer = await (ready ??= load());
  return await renderer.renderToBuffer(pageOf(renderer, receipt));
}

const millimetre = 72 / 25.4;

function pageOf({ Document, Page, Text, View }: Renderer, receipt: Receipt) {
  const rtl = receipt.language === "ar";
  const fontFamily = [...families];
  // Without a direction and fonts to fall back on, Arabic is set in the wrong order.
  const words = { fontFamily, direction: rtl ? "rtl" : "ltr", textAlign: rtl ? "right" : "left" } as const;
  const figures = { fontFamily, direction: "ltr", textAlign: rtl ? "left" : "right" } as const;
  const startwards = { fontFamily, direction: "ltr", textAlign: words.textAlign } as const;
  const row = {
    flexDirection: rtl ? "row-reverse" : "row",
    justifyContent: "space-between",
    gap: 6,
    marginBottom: 3,
  } as const;
  const rule = { borderTopWidth: 0.5, borderTopColor: "#000000", marginVertical: 5 } as const;

  const lines = (name: string, some: Receipt["facts"], figure: object): ReactElement =>
    createElement(
      View,
      { key: name },
      ...some.map(({ text, figure: value, note, strong }, i) => {
        const weight = { fontWeight: strong ? 700 : 400 } as const;
        const line = createElement(
          View,
          { style: row },
          createElement(Text, { style: { ...words, ...weight, flex: 1 } }, text),
          createElement(Text, { style: { ...figure, ...weight, maxWidth: "60%" } }, value),
        );
        const below = note && createElement(Text, { style: { ...startwards, fontSize: 8 } }, note);
        return createElement(View, { key: i, wrap: false }, line, below);
      }),
    );
  const ruled = (key: string) => createElement(View, { key, style: rule });
  // A name is read in its own direction.
  const facts = { fontFamily, direction: rtl ? "rtl" : "ltr", textAlign: figures.textAlign } as const;
  const count = receipt.facts.length + receipt.charge.length + receipt.movements.length + receipt.sums.length;
  const height = (45 + receipt.head.length * 5 + count * 11) * millimetre;
  return createElement(
    Document,
    { title: receipt.title, language: receipt.language },
    createElement(
      Page,
      { size: [80 * millimetre, height], style: { padding: 5 * millimetre, fontSize: 9 } },
      ...receipt.head.map((line, i) =>
        createElement(Text, { key: `head ${i}`, style: { ...words, fontWeight: i === 0 ? 700 : 400 } }, line),
      ),
      receipt.phone && createElement(Text, { key: "phone", style: startwards }, receipt.phone),
      createElement(
        Text,
        { key: "title", style: { ...words, fontWeight: 700, fontSize: 13, marginVertical: 6 } },
        receipt.title,
      ),
      lines("facts", receipt.facts, facts),
      ruled("rule 1"),
      lines("charge", receipt.charge, figures),
      ruled("rule 2"),
      lines("movements", receipt.movements, figures),
      ruled("rule 3"),
      lines("sums", receipt.sums, figures),
    ),
  );
}
