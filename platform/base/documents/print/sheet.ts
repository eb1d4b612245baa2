import { createRequire } from 'node:module';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import { breakLines } from './line-break.ts';

/** Points of a millimetre. */
export const mm = (length: number): number => (length * 72) / 25.4;

/** A4 with the type area of GB/T 9704-2012 §5.2: 37 mm above, 28 mm left, 156 × 225 mm. */
export const area = { left: mm(28), top: mm(37), width: mm(156), height: mm(225) } as const;
export const bottom = area.top + area.height;

/** Sizes of type by their Chinese names, in points. */
export const size = { title: 22, body: 16, small: 14, note: 10.5 } as const;
/** 22 lines fill the type area. */
export const lineHeight = area.height / 22;

const fonts = path.dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
);
const fontFiles = {
  regular: path.join(fonts, '400Regular/NotoSansSC_400Regular.ttf'),
  bold: path.join(fonts, '700Bold/NotoSansSC_700Bold.ttf'),
};
export type Face = keyof typeof fontFiles;

interface Glyphs {
  hasGlyphForCodePoint(point: number): boolean;
}

/** How a character that the fonts lack is printed: its code point, seen by everybody, never an empty box. */
const codePoint = (character: string): string =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}〕`;

export interface Line {
  readonly x?: number;
  readonly width?: number;
  readonly size?: number;
  readonly face?: Face;
  readonly align?: 'left' | 'centre' | 'right';
  readonly colour?: string;
  /** Spread to the full width. */
  readonly full?: boolean;
}

/** A document under way: where the next line goes, and what could not be printed as it is written. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  y: number = area.top;
  readonly missing = new Set<string>();

  constructor(info: { readonly title: string; readonly author: string; readonly at: Date }) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: 0, left: 0, right: 0, bottom: 0 },
      bufferPages: true,
      pdfVersion: '1.7',
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: info.title, Author: info.author, CreationDate: info.at, ModDate: info.at },
    });
    for (const [name, file] of Object.entries(fontFiles)) this.pdf.registerFont(name, file);
    this.pdf.font('regular');
  }

  /** The text with what the fonts lack made visible. */
  printable(text: string): string {
    const { font } = (this.pdf as unknown as { _font: { font: Glyphs } })._font;
    return [...text.normalize('NFC')]
      .map((character) => {
        if (character < ' ') return '';
        if (font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return character;
        this.missing.add(character);
        return codePoint(character);
      })
      .join('');
  }

  use(line: Line): void {
    this.pdf.font(line.face ?? 'regular').fontSize(line.size ?? size.body);
    this.pdf.fillColor(line.colour ?? '#000000');
  }

  widthOf(text: string, line: Line = {}): number {
    this.use(line);
    return this.pdf.widthOfString(text);
  }

  lines(text: string, line: Line = {}, indent = 0): string[] {
    this.use(line);
    const width = line.width ?? area.width;
    return breakLines(this.printable(text), (piece) => this.pdf.widthOfString(piece), width, indent);
  }

  /** One line at a height of the page; the text is printable already. */
  at(text: string, y: number, line: Line = {}): void {
    this.use(line);
    const { x = area.left, width = area.width, align = 'left' } = line;
    const natural = this.pdf.widthOfString(text);
    const gaps = Math.max(1, [...text].length - 1);
    const spread = line.full ? Math.min((width - natural) / gaps, 2) : 0;
    const free = { left: 0, centre: (width - natural) / 2, right: width - natural };
    this.pdf.text(text, x + free[align], y, {
      lineBreak: false,
      ...(spread === 0 ? {} : { characterSpacing: spread }),
    });
  }

  /** Room for so much, on the next page when this one is full. @returns whether a page was begun */
  room(height: number): boolean {
    if (this.y + height <= bottom + 0.5) return false;
    this.nextPage();
    return true;
  }

  nextPage(): void {
    this.pdf.addPage();
    this.y = area.top;
  }

  rule(y: number, thickness: number, colour = '#000000'): void {
    this.pdf
      .lineWidth(thickness)
      .strokeColor(colour)
      .moveTo(area.left, y)
      .lineTo(area.left + area.width, y)
      .stroke();
  }

  /** A paragraph with its first line two characters in, lines spread to the full width but for the last. */
  paragraph(text: string, line: Line = {}): void {
    const indent = 2 * (line.size ?? size.body);
    const lines = this.lines(text, line, indent);
    for (const [index, each] of lines.entries()) {
      this.room(lineHeight);
      const x = area.left + (index === 0 ? indent : 0);
      const width = area.width - (index === 0 ? indent : 0);
      this.at(each, this.y, { ...line, x, width, full: index < lines.length - 1 });
      this.y += lineHeight;
    }
  }

  /** Lines in the middle, one under the other. */
  centred(text: string, line: Line, height: number): void {
    for (const each of this.lines(text, line)) {
      this.room(height);
      this.at(each, this.y, { ...line, align: 'centre' });
      this.y += height;
    }
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    this.pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const done = new Promise<void>((resolve, reject) => {
      this.pdf.on('end', resolve);
      this.pdf.on('error', reject);
    });
    this.pdf.end();
    await done;
    return Buffer.concat(chunks);
  }
}
