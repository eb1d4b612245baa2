import { say, type Text } from '../../texts.ts';
import type { Context } from '../../context.ts';
import type { RecordPlan } from '../plan.ts';
import type { ImportFault } from '../schemas.ts';
import { keepTable, type TableFile } from '../table-file.ts';
import { cleanRows } from './clean-rows.ts';
import { streamFaults, type Import } from './import-store.ts';
import type { CleanTable } from './layout.ts';

const problemColumn: Text = { zh: '问题', en: 'Problem' };
const lineColumn: Text = { zh: '原文件行号', en: 'Line of the file' };

/** Faults line by line, in the order of the file. */
async function* faultsByLine(
  context: Context,
  id: string,
): AsyncGenerator<{ line: number; faults: ImportFault[] }> {
  let open: { line: number; faults: ImportFault[] } | undefined;
  for await (const piece of streamFaults(context, id))
    for (const fault of piece) {
      if (open && open.line !== fault.line) yield open;
      if (open?.line === fault.line) open.faults.push(fault);
      else open = { line: fault.line, faults: [fault] };
    }
  if (open) yield open;
}

function wordsOf(plan: RecordPlan, context: Context, faults: readonly ImportFault[]): string {
  return faults
    .map(({ field, detail }) => {
      const label =
        field && plan.record.fields[field] ? `${say(plan.field(field).field.label, context.language)}：` : '';
      return `${label}${say(detail, context.language)}`;
    })
    .join(' ');
}

/** Walks the file beside its faults: both are in the order of their lines. */
async function* refusedRows(
  plan: RecordPlan,
  context: Context,
  id: string,
  table: CleanTable,
): AsyncGenerator<string[]> {
  const rows = cleanRows(table.path, table.delimiter);
  let row = await rows.next();
  for await (const { line, faults } of faultsByLine(context, id)) {
    while (!row.done && Number(row.value[0]) < line) row = await rows.next();
    const isHere = !row.done && Number(row.value[0]) === line;
    const cells = isHere && row.value ? row.value.slice(1) : unreadable(table, faults);
    yield [...cells, wordsOf(plan, context, faults), String(line)];
  }
}

/** A row that could not be taken apart stands as it was in the first column. */
const unreadable = (table: CleanTable, faults: readonly ImportFault[]): string[] =>
  table.header.columns.map((_, place) => (place === 0 ? (faults[0]?.value ?? '') : ''));

/** The refused rows as they came, with what is wrong: to be mended and handed in again. */
export function keepErrorFile(
  plan: RecordPlan,
  context: Context,
  done: { readonly one: Import; readonly table: CleanTable; readonly signal: AbortSignal },
): Promise<TableFile> {
  const { one, table, signal } = done;
  const { language } = context;
  return keepTable(context, {
    format: 'xlsx',
    name: `${one.filename.replace(/\.[^.]+$/, '')}-${say(problemColumn, language)}`,
    sheet: say(problemColumn, language),
    header: [...table.header.columns, say(problemColumn, language), say(lineColumn, language)],
    rows: refusedRows(plan, context, one.id, table),
    signal,
  });
}
