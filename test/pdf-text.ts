import { inflateSync } from "node:zlib";

/** One stretch of glyphs as it lies on the paper. */
interface Run {
  x: number;
  y: number;
  text: string;
}

/**
 * The lines of a PDF of ours as the eye reads them from left to right: every glyph where it lies, whatever order it was written in, and letters
 * for their forms. Understands
 * what the renderer writes and no more: deflated streams, one matrix at a time, hexadecimal glyphs, fonts with a table to Unicode.
 */
export function linesOfPdf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  const runs = [...objects.values()].filter((text) => /\bBT\b/.test(text)).flatMap((content) => runsOf(content, fonts));
  const lines = new Map<number, Run[]>();
  for (const run of runs) lines.set(Math.round(run.y), [...(lines.get(Math.round(run.y)) ?? []), run]);
  return [...lines]
    .toSorted(([one], [other]) => one - other)
    .map(([, line]) =>
      line
        .toSorted((one, other) => one.x - other.x)
        .map(({ text }) => text.normalize("NFKC"))
        .join(""),
    );
}

/** Objects by number; a stream is inflated and stands for its object. */
function objectsOf(pdf: Buffer): Map<number, string> {
  const raw = pdf.toString("latin1");
  const found = new Map<number, string>();
  for (const match of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number, body] = match as unknown as [string, string, string];
    const stream = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1];
    const bytes = stream === undefined ? undefined : Buffer.from(stream, "latin1");
    const isText =
      bytes !== undefined && body.includes("FlateDecode") && !body.includes("/Length1") && !body.includes("/Subtype");
    found.set(Number(number), isText ? inflateSync(bytes).toString("latin1") : body);
  }
  return found;
}

type Glyphs = Map<string, string>;

/** The table of each font by the name that pages call it. */
function fontsOf(objects: Map<number, string>): Map<string, Glyphs> {
  const fonts = new Map<string, Glyphs>();
  for (const body of objects.values())
    for (const [, name, number] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number)) ?? "")?.[1];
      if (table) fonts.set(name!, glyphsOf(objects.get(Number(table))!));
    }
  return fonts;
}

const textOfHex = (hex: string): string => Buffer.from(hex, "hex").swap16().toString("utf16le");

function glyphsOf(table: string): Glyphs {
  const glyphs: Glyphs = new Map();
  for (const [, from, , list] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const texts = [...list!.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex]) => textOfHex(hex!.replaceAll(" ", "")));
    for (const [i, text] of texts.entries()) glyphs.set((parseInt(from!, 16) + i).toString(16).padStart(4, "0"), text);
  }
  return glyphs;
}

function runsOf(content: string, fonts: Map<string, Glyphs>): Run[] {
  const runs: Run[] = [];
  const stack: [number, number][] = [];
  let [x, y] = [0, 0];
  let glyphs: Glyphs = new Map();
  let at: [number, number] = [0, 0];
  const step =
    /(q|Q)\s|([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) (cm|Tm)|\/(F\d+) [-\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/gi;
  for (const [, saved, , , , d, e, f, matrix, font, shown] of content.matchAll(step)) {
    if (saved === "q") stack.push([x, y]);
    else if (saved === "Q") [x, y] = stack.pop() ?? [0, 0];
    // The page is turned upside down once; text turns itself back.
    else if (matrix === "cm") [x, y] = Number(d) === -1 ? [x + Number(e), y] : [x + Number(e), y + Number(f)];
    else if (matrix === "Tm") at = [Number(e), Number(f)];
    else if (font) glyphs = fonts.get(font) ?? new Map();
    else if (shown) {
      const hex = [...shown.matchAll(/<([0-9a-f]*)>/gi)].map(([, codes]) => codes).join("");
      const text = (hex.match(/.{4}/g) ?? []).map((code) => glyphs.get(code.toLowerCase()) ?? "?").join("");
      runs.push({ x: x + at[0], y: y - at[1], text });
    }
  }
  return runs;
}
