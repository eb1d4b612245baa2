import type { Context } from '../context.ts';
import type { Download } from '../module.ts';
import { say, type Language, type Text } from '../texts.ts';
import { codesOf } from './check-links.ts';
import type { CodeEntry } from './codes.ts';
import { writePermission } from './form.ts';
import { simulatedColumn, simulatedLabel } from './import/mapping.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import { contentTypes, type TableFormat } from './table-file.ts';

const templateName: Text = { zh: '导入模板', en: 'import template' };
const dataSheet: Text = { zh: '数据', en: 'Data' };
const codeSheet: Text = { zh: '代码表', en: 'Codes' };
const exampleMark: Text = { zh: '示例（不会导入）', en: 'Example (not imported)' };

/** Invented, and of a kind that belongs to nobody: shows the form of a value, not a value. */
const examples: Readonly<Record<PlannedField['field']['kind'], Text>> = {
  text: { zh: '示例文字', en: 'sample text' },
  code: { zh: '', en: '' },
  reference: { zh: '编号', en: 'key' },
  integer: { zh: '12', en: '12' },
  number: { zh: '12.5', en: '12.5' },
  money: { zh: '1234.50', en: '1234.50' },
  boolean: { zh: '是', en: 'yes' },
  date: { zh: '2000-01-31', en: '2000-01-31' },
  instant: { zh: '2000-01-31 08:30', en: '2000-01-31 08:30' },
  point: { zh: '121.15,30.04', en: '121.15,30.04' },
  geometry: {
    zh: '{"type":"Point","coordinates":[121.15,30.04]}',
    en: '{"type":"Point","coordinates":[121.15,30.04]}',
  },
  list: { zh: '甲；乙', en: 'a；b' },
  object: { zh: '{}', en: '{}' },
};

interface Template {
  readonly header: readonly string[];
  readonly example: readonly string[];
  readonly hints: readonly string[];
  readonly codes: readonly { readonly label: string; readonly entries: readonly CodeEntry[] }[];
}

async function templateOf(plan: RecordPlan, context: Context): Promise<Template> {
  const { language } = context;
  const fields = plan.fields.filter(({ field }) => !field.computed);
  const codes: { label: string; entries: readonly CodeEntry[] }[] = [];
  const sample: string[] = [];
  for (const { field } of fields) {
    const entries = field.codes ? ((await codesOf(context, context.db, field.codes)) ?? []) : [];
    const usable = entries.filter(({ retired }) => !retired);
    if (field.codes) codes.push({ label: say(field.label, language), entries: usable });
    sample.push(usable[0]?.code ?? say(examples[field.kind], language));
  }
  const mark = plan.record.fields[simulatedColumn] ? [] : [say(simulatedLabel, language)];
  return {
    header: [...fields.map(({ field }) => say(field.label, language)), ...mark],
    example: [...sample, ...mark.map(() => say(exampleMark, language))],
    hints: fields.map((each) => hintOf(each, language)),
    codes,
  };
}

const required: Text = { zh: '必填。', en: 'Required. ' };

const hintOf = ({ field }: PlannedField, language: Language): string =>
  `${field.optional ? '' : say(required, language)}${field.hint ? say(field.hint, language) : ''}`;

/** The line ends and quotes of RFC 4180; a byte order mark, since Excel takes a file without one for GBK. */
function csvOf({ header, example }: Template): Uint8Array {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return Buffer.from(`\ufeff${line(header)}\r\n${line(example)}\r\n`);
}

async function xlsxOf(template: Template, language: Language): Promise<Uint8Array> {
  // Loaded when somebody asks for a template: it costs a start a quarter of a second.
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  const sheet = book.addWorksheet(say(dataSheet, language), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...template.header]).font = { bold: true };
  sheet.addRow([...template.example]).font = { italic: true, color: { argb: 'FF6B7280' } };
  template.header.forEach((label, index) => {
    const column = sheet.getColumn(index + 1);
    column.width = Math.max(12, label.length * 2 + 4);
    // Text format: leading zeros and identity numbers stay as they are typed.
    column.numFmt = '@';
    const hint = template.hints[index];
    if (hint) sheet.getCell(1, index + 1).note = hint;
  });
  const codes = book.addWorksheet(say(codeSheet, language));
  for (const { label, entries } of template.codes)
    for (const { code, name } of entries) codes.addRow([label, code, say(name, language)]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The empty file that an import expects: labels, one invented example row that is marked and passed over, the codes. */
export async function importTemplate(
  plan: RecordPlan,
  context: Context,
  format: TableFormat,
): Promise<Download> {
  writePermission(plan);
  const template = await templateOf(plan, context);
  const name = `${say(plan.record.title, context.language)}-${say(templateName, context.language)}`;
  return {
    filename: `${name}.${format}`,
    type: contentTypes[format],
    body: format === 'csv' ? csvOf(template) : await xlsxOf(template, context.language),
  };
}
