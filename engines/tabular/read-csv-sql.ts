import type { Delimiter } from './delimiter.ts';
import { MAX_ROW_BYTES } from './prepare-csv.ts';

export interface ReadCsvSqlOptions {
  delimiter: Delimiter;
  /** `header.columns` of what was prepared; all are read as text. */
  columns: readonly string[];
  /** The `lineColumn` it was prepared with; read as bigint. */
  lineColumn?: string;
  maxRowBytes?: number;
}

/** A DuckDB table function that reads what `prepareCsv` or `xlsxToCsv` wrote: nothing guessed, nothing forgiven. */
export function readCsvSql(path: string, options: ReadCsvSqlOptions): string {
  const columns = options.columns.map((name) => `${sqlText(name)}: 'VARCHAR'`);
  if (options.lineColumn !== undefined) columns.unshift(`${sqlText(options.lineColumn)}: 'BIGINT'`);
  const settings = [
    sqlText(path),
    'auto_detect=false',
    'header=true',
    `delim=${sqlText(options.delimiter)}`,
    `quote='"'`,
    `escape='"'`,
    `new_line='\\n'`,
    'strict_mode=true',
    `max_line_size=${2 * (options.maxRowBytes ?? MAX_ROW_BYTES)}`,
    `columns={${columns.join(', ')}}`,
  ];
  return `read_csv(${settings.join(', ')})`;
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
