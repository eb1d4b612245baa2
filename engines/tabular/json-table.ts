import { Collector } from './first-of.ts';
import type { JsonShape } from './json-shape.ts';
import { readHeader } from './header.ts';
import type { Preview, PreviewRow } from './preview.ts';
import { readJson, type FoundRecord, type JsonSource } from './read-json.ts';
import type { RecordSource, TableRecord } from './record-table.ts';
import type { RowFault } from './table-sink.ts';
import { TabularError } from './tabular-error.ts';

const MAX_COLUMNS = 1000;
const FIRST_FAULTS = 1000;

export interface JsonPreview extends Preview {
  /** Names of members in the order in which they first come: the columns. */
  names: string[];
}

/** Names as they come, in a set that keeps their order. */
function note(names: Set<string>, { members, line }: Extract<FoundRecord, { members: unknown }>): void {
  for (const name of members.keys()) names.add(name);
  if (names.size <= MAX_COLUMNS) return;
  const message = `more than ${MAX_COLUMNS} members`;
  throw new TabularError('tabular.too-many-columns', message, { line, column: MAX_COLUMNS + 1 });
}

/**
 * Columns and first rows of a JSON file. A member may come in the last record for the first time, so all of the file is read.
 * @throws TabularError `tabular.*`
 */
export async function previewJson(options: JsonSource & { rows?: number }): Promise<JsonPreview> {
  const names = new Set<string>();
  const first: Extract<FoundRecord, { members: unknown }>[] = [];
  const faults = new Collector<RowFault>(FIRST_FAULTS);
  const look = (record: FoundRecord) => {
    if ('fault' in record) {
      faults.add({ code: record.fault, line: record.line, field: 0 });
      return;
    }
    note(names, record);
    if (first.length < (options.rows ?? 20)) first.push(record);
  };
  for await (const piece of readJson(options)) for (const record of piece) look(record);
  if (names.size === 0)
    throw new TabularError(
      faults.count > 0 ? 'tabular.no-header' : 'tabular.empty',
      'there is no record in it',
    );
  const ordered = [...names];
  const rows = first.map(({ line, members }): PreviewRow => ({
    line,
    cells: ordered.map((name) => members.get(name) ?? ''),
  }));
  return { names: ordered, header: readHeader(ordered), headerLine: 0, rows, faults: faults.first };
}

async function* recordsOf(source: JsonSource, names: readonly string[]): AsyncGenerator<TableRecord[]> {
  for await (const piece of readJson(source))
    yield piece.map((record) =>
      'fault' in record
        ? record
        : { line: record.line, cells: names.map((name) => record.members.get(name) ?? '') },
    );
}

/** A JSON file as records of the columns that `previewJson` found. */
export const jsonRecords = (
  source: JsonSource & { shape: JsonShape },
  names: readonly string[],
): RecordSource => ({
  columns: names,
  records: recordsOf(source, names),
});
