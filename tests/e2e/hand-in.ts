import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { citizenIdCheck } from '#engines/identifiers';
import { previewXlsx, writeXlsx } from '#engines/tabular';
import { gbk } from '../../engines/tabular/test-gbk.ts';

/** An invented number: division 000281, which never was; the last character is the right one. */
export const invented = (first17: string): string => first17 + citizenIdCheck(first17);

/** The same number with a last character that does not belong there. */
export const mistyped = (number: string): string => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');

const header =
  '社保编号,参保人姓名,身份证号码,性别,出生年月日,参保险种,首次参保日期,参保单位,联系电话,家庭住址';

/** A file as a department's own program writes it: GBK, its own names of columns. */
export const insuredFile = (rows: readonly string[]): Buffer =>
  Buffer.from(gbk([header, ...rows, ''].join('\r\n')));

/** Gives the form a file, as a person does by the dialog. */
export async function chooseFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const mimeType = 'application/octet-stream';
  await page.getByLabel('要导入的文件').setInputFiles({ name, mimeType, buffer: bytes });
}

export interface Workbook {
  readonly columns: readonly string[];
  readonly rows: string[][];
}

export async function readWorkbook(path: string): Promise<Workbook> {
  const { header: found, rows } = await previewXlsx({ from: path, rows: 100 });
  return { columns: found.columns, rows: rows.map(({ cells }) => cells) };
}

export async function writeWorkbook({ columns, rows }: Workbook): Promise<Buffer> {
  const to = new PassThrough();
  const [, bytes] = await Promise.all([writeXlsx(rows, { to, header: columns }), buffer(to)]);
  return bytes;
}
