import { TabularError, type RowFaultCode, type TabularErrorCode } from '#engines/tabular';
import { Problem } from './problem.ts';
import type { Text } from './texts.ts';

/** Why a file as a whole cannot be taken, and what to do. */
const files: Readonly<Record<TabularErrorCode, Text>> = {
  'tabular.empty': {
    zh: '文件是空的，没有收下任何内容。请检查导出是否成功。',
    en: 'There is nothing in the file, and nothing was taken. Check the export.',
  },
  'tabular.no-header': {
    zh: '找不到表头行。请在数据上方保留一行列名。',
    en: 'No row can be the header. Keep one row of column names above the data.',
  },
  'tabular.too-many-columns': {
    zh: '列数过多（最多 1000 列）。',
    en: 'There are too many columns (at most 1,000).',
  },
  'tabular.too-many-rows': {
    zh: '行数过多，请拆分后再传。',
    en: 'There are too many rows. Split the file and send the parts.',
  },
  'tabular.not-a-workbook': {
    zh: '这不是 Excel 工作簿。请另存为 .xlsx 或 .csv。',
    en: 'This is no Excel workbook. Save it as .xlsx or .csv.',
  },
  'tabular.legacy-workbook': {
    zh: '这是旧版 Excel（.xls）或加密的工作簿，读不了。请另存为 .xlsx，去掉密码后再传。',
    en: 'This is an old Excel file (.xls) or an encrypted workbook. Save it as .xlsx without a password and send it again.',
  },
  'tabular.encrypted': {
    zh: '文件有密码保护。请去掉密码后再传。',
    en: 'The file is protected by a password. Remove it and send the file again.',
  },
  'tabular.truncated': {
    zh: '文件不完整，可能没有传完。请重新上传。',
    en: 'The file breaks off; it may not have arrived whole. Send it again.',
  },
  'tabular.damaged': {
    zh: '文件已损坏，请重新导出后再传。',
    en: 'The file is damaged. Export it anew and send it again.',
  },
  'tabular.too-many-entries': {
    zh: '工作簿内部结构异常，已拒绝。',
    en: 'The workbook has too many parts and was refused.',
  },
  'tabular.too-large-unzipped': {
    zh: '文件展开后过大，已拒绝。请改用 .csv。',
    en: 'The file is too large once unpacked and was refused. Use .csv instead.',
  },
  'tabular.document-type-refused': {
    zh: '工作簿含有不安全的文档声明，已拒绝。',
    en: 'The workbook declares a document type, which is not safe, and was refused.',
  },
  'tabular.json-broken': {
    zh: '文件不是完整的 JSON，从这一行起读不下去。请重新导出后再传。',
    en: 'The file is no sound JSON from this line on. Export it anew and send it again.',
  },
  'tabular.json-shape': {
    zh: 'JSON 里没有找到记录列表。请上传记录的数组，或每行一条记录。',
    en: 'No list of records was found in the JSON. Send an array of records, or one record a line.',
  },
  'tabular.sheet-missing': { zh: '工作簿里没有这张表。', en: 'The workbook has no such sheet.' },
};

const rows: Readonly<Record<RowFaultCode, Text>> = {
  'unclosed-quote': { zh: '引号没有配对。', en: 'A quotation mark has no partner.' },
  'text-after-quote': { zh: '引号之后还有文字。', en: 'Text follows a closing quotation mark.' },
  'nul-byte': { zh: '含有空字符。', en: 'It holds a zero byte.' },
  undecodable: { zh: '含有无法识别的字符。', en: 'It holds characters that cannot be read.' },
  'row-too-long': { zh: '这一行过长。', en: 'The row is too long.' },
  'too-few-fields': { zh: '列数比表头少。', en: 'It has fewer columns than the header.' },
  'not-json': { zh: '不是有效的 JSON。', en: 'It is no sound JSON.' },
  'not-a-record': { zh: '不是一条记录。', en: 'It is no record.' },
  'too-deep': { zh: '嵌套过深（最多 64 层）。', en: 'It is nested too deep (at most 64).' },
  'bad-geometry': { zh: '几何对象不正确。', en: 'Its geometry is none.' },
  'too-many-fields': { zh: '列数比表头多。', en: 'It has more columns than the header.' },
};

/** Words for a line that cannot be read as a row. */
export const rowFaultWords = (code: string): Text =>
  rows[code as RowFaultCode] ?? { zh: '这一行无法读取。', en: 'The row cannot be read.' };

/** An error of the reader as the caller may see it; anything else is thrown on. */
export function asTabularProblem(error: unknown): unknown {
  if (!(error instanceof TabularError)) return error;
  const place = error.line === undefined ? {} : { line: error.line };
  return Object.assign(new Problem(422, error.code, files[error.code], place), { cause: error });
}

/** What a file is that is no table, and what to send instead. */
const others: Readonly<Record<string, Text>> = {
  html: {
    zh: '文件其实是网页（HTML），不是表格。请在源系统里导出 CSV 或 XLSX。',
    en: 'The file is a web page (HTML), not a table. Export CSV or XLSX from the source system.',
  },
  zip: {
    zh: '这是压缩包，不是表格。请解压后上传其中的表。',
    en: 'This is an archive, not a table. Unpack it and send the table inside.',
  },
  pdf: {
    zh: '这是 PDF，不是表格。请上传 CSV、XLSX、JSON 或 Parquet。',
    en: 'This is a PDF, not a table. Send CSV, XLSX, JSON or Parquet.',
  },
  xml: {
    zh: '这是 XML，不是表格。请上传 CSV、XLSX、JSON 或 Parquet。',
    en: 'This is XML, not a table. Send CSV, XLSX, JSON or Parquet.',
  },
};
const unreadable: Text = {
  zh: '文件不是文本、XLSX 或 Parquet，读不了。请上传 CSV、XLSX、JSON 或 Parquet。',
  en: 'The file is neither text nor XLSX nor Parquet. Send CSV, XLSX, JSON or Parquet.',
};

const same: Readonly<Record<string, TabularErrorCode>> = {
  empty: 'tabular.empty',
  xls: 'tabular.legacy-workbook',
};

/** The refusal of a file by what it is, when that is no table that can be read. @param format of `sniffFile` */
export function notATable(format: string): Problem {
  const code = same[format];
  if (code) return new Problem(422, code, files[code], { format });
  return new Problem(422, 'tabular.not-a-table', others[format] ?? unreadable, { format });
}
