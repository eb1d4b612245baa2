import { csvRecords, type CsvMistake, type CsvRecord } from './csv-lines.ts';
import { faultAt, type CityFault, type Path, type Place } from './fault.ts';
import type { CityFile } from './file.ts';
import type { Parsed } from './parse-yaml.ts';
import type { Text } from '../texts.ts';

type Columns = NonNullable<CityFile<unknown>['columns']>;

const mistakeWords: Record<CsvMistake['code'], Text> = {
  'city.quote-open': { zh: '引号没有闭合', en: 'a quote is opened and never closed' },
  'city.quote-stray': {
    zh: '引号位置不对：含引号的单元格须整体加引号，内部引号写两次',
    en: 'a quote stands where none may: quote the whole cell and double the quotes inside',
  },
};

function headerFaults(file: string, header: CsvRecord, columns: Columns): CityFault[] {
  const at = { line: header.line };
  const named = new Set(header.cells);
  const unknown = [...named].filter((name) => !columns.has(name));
  const missing = [...columns].filter(([name, { required }]) => required && !named.has(name));
  const twice = [...named].filter((name) => header.cells.indexOf(name) !== header.cells.lastIndexOf(name));
  const say = (code: string, zh: string, en: string) => faultAt(file, at, { code, message: { zh, en } });
  return [
    ...unknown.map((name) =>
      say('city.column-unknown', `没有名为 ${name} 的列`, `there is no column ${name}`),
    ),
    ...missing.map(([name]) => say('city.column-missing', `缺少列 ${name}`, `column ${name} is missing`)),
    ...twice.map((name) => say('city.column-twice', `列 ${name} 出现两次`, `column ${name} stands twice`)),
  ];
}

function countFault(file: string, row: CsvRecord, wanted: number): CityFault[] {
  const found = row.cells.length;
  if (found === wanted) return [];
  const message = {
    zh: `本行有 ${found} 个单元格，应为 ${wanted} 个`,
    en: `this row has ${found} cells, not ${wanted}`,
  };
  return [faultAt(file, { line: row.line }, { code: 'city.cell-count', message })];
}

const rowOf = (header: CsvRecord, row: CsvRecord): Record<string, string> =>
  Object.fromEntries(
    header.cells.flatMap((name, index) => {
      const cell = row.cells[index]?.trim();
      return cell ? [[name, cell]] : [];
    }),
  );

const placeIn = (rows: readonly CsvRecord[], path: Path): Place => ({
  line: rows[Number(path[0])]?.line ?? 1,
});

/** Reads a CSV file whose first line names its columns. A row's place is the physical line it starts on. */
export function parseCsv(file: string, text: string, columns: Columns): Parsed {
  const { records, mistakes } = csvRecords(text);
  const [header = { line: 1, cells: [] }, ...rows] = records;
  const faults = [
    ...mistakes.map(({ line, code }) => faultAt(file, { line }, { code, message: mistakeWords[code] })),
    ...headerFaults(file, header, columns),
    ...rows.flatMap((row) => countFault(file, row, header.cells.length)),
  ];
  const value = faults.length === 0 ? rows.map((row) => rowOf(header, row)) : undefined;
  return { value, faults, placeOf: (path) => placeIn(rows, path) };
}
