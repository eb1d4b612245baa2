import type { Download } from '#kernel/module';
import { say, type Language } from '#kernel/texts';
import type { Printing } from './lines.ts';
import { toPdf } from './pdf.ts';
import { toXlsx } from './xlsx.ts';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

interface FileOf {
  readonly format: 'xlsx' | 'pdf';
  readonly language: Language;
  /** Its code and period; the title stands before it. */
  readonly name: string;
  readonly at: Date;
}

/** What a reader sees, as a file. */
export async function fileOf(printing: Printing, { format, language, name, at }: FileOf): Promise<Download> {
  const body = await (format === 'xlsx' ? toXlsx(printing, language) : toPdf(printing, language, at));
  return { filename: `${say(printing.title, language)}-${name}.${format}`, type: types[format], body };
}
