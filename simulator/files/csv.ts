import { encodeGbk } from './gbk.ts';
import { openText, type Lines } from './sink.ts';

/** How a department's system writes its text files. */
export interface CsvHabit {
  readonly encoding: 'gbk' | 'utf-8' | 'utf-8-bom';
  readonly newline: '\n' | '\r\n';
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A line of CSV, without its end. */
export const csvLine = (cells: readonly string[]): string => cells.map(field).join(',');

const encodeUtf8 = (text: string): Buffer => Buffer.from(text);

/** Opens a CSV file and writes its header. */
export async function openCsv(path: string, habit: CsvHabit, header: readonly string[]): Promise<Lines> {
  const lines = await openText(path, habit.encoding === 'gbk' ? encodeGbk : encodeUtf8);
  const mark = habit.encoding === 'utf-8-bom' ? '\ufeff' : '';
  await lines.write(`${mark}${csvLine(header)}${habit.newline}`);
  return lines;
}
