import { sql } from 'kysely';
import { z } from 'zod';
import type { Cell } from '#engines/tabular';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { defineJob, type JobOutcome, type JobRun } from '../job.ts';
import { yuanOf } from '../money.ts';
import { Problem } from '../problem.ts';
import { fill, Language, say, type Text } from '../texts.ts';
import { codesOf } from './check-links.ts';
import { disclose, maskRow, type Disclosure } from './disclosure.ts';
import { lookedAtNothing, noteLook, see } from './looks.ts';
import { simulatedColumn, simulatedLabel } from './import/mapping.ts';
import { listQuerySchema } from './schemas.ts';
import { orderBy, orderOf } from './order.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import { allOf, rowConditions, type PageQuery } from './read-page.ts';
import { mountedPlan, rowUnit } from './record-of-job.ts';
import { valuesOf, type RawRow } from './rows.ts';
import { rowsAsOf } from './source.ts';
import { keepTable } from './table-file.ts';

const ExportInput = z.object({
  record: z.string(),
  format: z.enum(['xlsx', 'csv']),
  columns: z.array(z.string()).optional(),
  query: z.record(z.string(), z.string()),
  purpose: z.string().optional(),
  language: Language,
});
type ExportInput = z.output<typeof ExportInput>;

export const exportJob = defineJob({
  name: 'records.export',
  title: { zh: '导出', en: 'Export' },
  input: ExportInput,
  attempts: 3,
  run: (input, run, context) => runExport(mountedPlan(context, input.record), context, input, run),
});

/** @throws Problem 422 `records.query-invalid` */
function queryOf(plan: RecordPlan, asked: Readonly<Record<string, string>>): PageQuery {
  const { after: _after, limit: _limit, ...query } = asked;
  const read = listQuerySchema(plan.record).safeParse(query);
  if (read.success) return read.data;
  throw new Problem(
    422,
    'records.query-invalid',
    {
      zh: '导出条件无法识别，请重新选择。',
      en: 'The conditions of the export cannot be read. Choose them again.',
    },
    { parts: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) },
  );
}

/** @throws Problem 422 `records.unknown-column` */
function columnsOf(plan: RecordPlan, asked: readonly string[] | undefined): readonly PlannedField[] {
  const unknown = asked?.find((name) => !plan.record.fields[name] && name !== simulatedColumn);
  if (unknown !== undefined)
    throw new Problem(422, 'records.unknown-column', {
      zh: `没有 ${unknown} 这一列。`,
      en: `There is no column ${unknown}.`,
    });
  return asked ? plan.fields.filter(({ name }) => asked.includes(name)) : plan.fields;
}

type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A code is written with its name beside it, in a column of its own, so that the file can be handed in again. */
async function codeNames(
  context: Context,
  columns: readonly PlannedField[],
  language: Language,
): Promise<Names> {
  const tables = [...new Set(columns.flatMap(({ field }) => field.codes ?? []))];
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const table of tables) {
    const entries = await codesOf(context, context.db, table);
    if (entries) names.set(table, new Map(entries.map(({ code, name }) => [code, say(name, language)])));
  }
  return names;
}

const yes: Text = { zh: '是', en: 'yes' };
const no: Text = { zh: '否', en: 'no' };
const nameOf: Text = { zh: '{label}（名称）', en: '{label} (name)' };

interface Point {
  readonly coordinates: readonly number[];
}

function cellOf({ field }: PlannedField, value: unknown, language: Language): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return field.kind === 'money' ? yuanOf(value) : value;
  if (typeof value === 'boolean') return say(value ? yes : no, language);
  if (typeof value === 'string') return value;
  if (field.kind === 'point') return (value as Point).coordinates.join(',');
  if (field.kind === 'list') return (value as unknown[]).join('；');
  return JSON.stringify(value);
}

interface Sheet {
  readonly columns: readonly PlannedField[];
  readonly names: Names;
  readonly language: Language;
}

const namesOf = ({ names }: Sheet, { field }: PlannedField) => names.get(field.codes ?? '');

const simulatedHeader = (plan: RecordPlan, language: Language): string[] =>
  plan.record.fields[simulatedColumn] ? [] : [say(simulatedLabel, language)];

function headerOf(plan: RecordPlan, sheet: Sheet): string[] {
  const labels = sheet.columns.flatMap((each) => {
    const label = say(each.field.label, sheet.language);
    return namesOf(sheet, each) ? [label, say(fill(nameOf, { label }), sheet.language)] : [label];
  });
  return [...labels, ...simulatedHeader(plan, sheet.language)];
}

function lineOf(
  plan: RecordPlan,
  sheet: Sheet,
  values: Readonly<Record<string, unknown>>,
  simulated: boolean,
): Cell[] {
  const cells = sheet.columns.flatMap((each): Cell[] => {
    const cell = cellOf(each, values[each.name], sheet.language);
    const names = namesOf(sheet, each);
    return names ? [cell, names.get(String(cell)) ?? null] : [cell];
  });
  return plan.record.fields[simulatedColumn] ? cells : [...cells, say(simulated ? yes : no, sheet.language)];
}

interface Exporting {
  readonly query: PageQuery;
  readonly disclosure: Disclosure;
  readonly sheet: Sheet;
  readonly signal: AbortSignal;
  /** Told of each row as it goes out. */
  readonly onRow: (raw: RawRow) => void;
}

async function* linesOf(plan: RecordPlan, context: Context, exporting: Exporting): AsyncGenerator<Cell[]> {
  const { query, disclosure, sheet, signal, onRow } = exporting;
  const statement = sql`
    select ${plan.select}${disclosure.flags} from ${rowsAsOf(plan, query.asOf)}
    where ${allOf(rowConditions(plan, context, query))}
    order by ${orderBy(plan, orderOf(plan, context, query.order))}
  `.compile(context.db);
  for await (const rows of context.store.stream<RawRow>(statement)) {
    signal.throwIfAborted();
    for (const raw of rows) {
      const values = valuesOf(plan, raw);
      onRow(raw);
      maskRow(plan, values, raw, disclosure);
      yield lineOf(plan, sheet, values, raw.metaSimulated);
    }
  }
}

const summary = { zh: '已导出 {rows} 行。', en: 'Exported {rows} rows.' };

async function runExport(
  plan: RecordPlan,
  context: Context,
  input: ExportInput,
  run: JobRun,
): Promise<JobOutcome> {
  const { format, language, purpose } = input;
  const query = queryOf(plan, input.query);
  const disclosure = await disclose(plan, context, query.reveal === 'yes', purpose);
  const columns = columnsOf(plan, input.columns);
  const sheet = { columns, language, names: await codeNames(context, columns, language) };
  const looked = lookedAtNothing();
  const isPersonal = plan.personal.length > 0;
  const onRow = (raw: RawRow) => {
    if (isPersonal) see(plan, looked, raw, { disclosure, fields: columns });
  };
  const title = say(plan.record.title, language);
  const { rows, ...file } = await keepTable(context, {
    format,
    name: `${title}-${dayOf(context).replaceAll('-', '')}`,
    sheet: title,
    header: headerOf(plan, sheet),
    rows: linesOf(plan, context, { query, disclosure, sheet, signal: run.signal, onRow }),
    signal: run.signal,
    onProgress: (done) => run.progress({ done, unit: rowUnit }),
  });
  const detail = { file: file.id, columns: columns.map(({ name }) => name) };
  const look = {
    operation: 'export',
    action: 'export',
    rows: looked,
    purpose,
    detail,
  } as const;
  try {
    run.signal.throwIfAborted();
    await noteLook(plan, context, look);
  } catch (error) {
    // Nobody has it whom the ledger does not know of.
    await context.files.removeUnshared(file.id);
    throw error;
  }
  return { summary: fill(summary, { rows }), files: [file], data: { rows } };
}

/**
 * Begins an export of what a list would show: same filters, same scope, same masks.
 * @returns id of the job
 * @throws Problem 422 `records.query-invalid` `records.unknown-column`, and what a list throws
 */
export async function startExport(
  plan: RecordPlan,
  context: Context,
  asked: Pick<ExportInput, 'format' | 'columns' | 'query'>,
): Promise<{ job: string }> {
  const query = queryOf(plan, asked.query);
  columnsOf(plan, asked.columns);
  await disclose(plan, context, query.reveal === 'yes');
  rowConditions(plan, context, query);
  orderOf(plan, context, query.order);
  rowsAsOf(plan, query.asOf);
  const { purpose, language, actor } = context;
  const input = { ...asked, record: plan.record.id, language, ...(purpose === undefined ? {} : { purpose }) };
  return { job: await context.startJob(context.db, exportJob, input, { actor }) };
}
