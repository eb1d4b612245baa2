import { readDay } from '../days.ts';
import { csvLine, openCsv } from '../files/csv.ts';
import type { Written } from '../files/sink.ts';
import { mostRows, openWorkbook, type WorkbookCell } from '../files/workbook.ts';
import type { Column, Department, Row } from './department.ts';

/** How a department writes its files: what a row of it looks like on paper. */
export type Habits = Pick<Department, 'dataset' | 'columns' | 'format' | 'day'>;

/** A file being written in a department's own way. */
export interface RowWriter {
  write(row: Row): Promise<void>;
  end(): Promise<Written>;
}

/** A day in the department's form; what was left empty or is no eight digits stays as it is. */
const dayText = ({ day }: Habits, compact: string): string =>
  /^\d{8}$/.test(compact) ? day(compact) : compact;

const textOf = (department: Habits, row: Row, { field, day }: Column): string => {
  const value = row.values[field] ?? '';
  return day ? dayText(department, value) : value;
};

/** A day of the calendar becomes a date cell; one that is none stays the text that was typed. */
const cellOf = (department: Habits, row: Row, column: Column): WorkbookCell => {
  const value = row.values[column.field] ?? '';
  const isDay = column.day && /^\d{8}$/.test(value) && readDay(value) !== undefined;
  return isDay ? { date: value } : textOf(department, row, column);
};

const headerOf = ({ columns }: Habits): string[] => columns.map(({ header }) => header);

async function csvWriter(path: string, department: Habits): Promise<RowWriter> {
  const { format, columns } = department;
  if (format.kind !== 'csv') throw new TypeError(`${department.dataset} is no CSV`);
  const lines = await openCsv(path, format.csv, headerOf(department));
  return {
    write: (row) =>
      lines.write(csvLine(columns.map((column) => textOf(department, row, column))) + format.csv.newline),
    end: () => lines.end(),
  };
}

async function sheetWriter(path: string, department: Habits): Promise<RowWriter> {
  const { format, columns } = department;
  if (format.kind !== 'xlsx') throw new TypeError(`${department.dataset} is no workbook`);
  const book = await openWorkbook(path, format.sheet, headerOf(department));
  return {
    write: (row) => book.write(columns.map((column) => cellOf(department, row, column))),
    end: () => book.end(),
  };
}

/** Opens a file in the department's encoding, with its headers and its way of writing days. */
export const openRows = (path: string, department: Habits): Promise<RowWriter> =>
  (department.format.kind === 'csv' ? csvWriter : sheetWriter)(path, department);

/** How many rows go into one file of a department before the next is begun. */
export const rowsAFile = ({ format }: Habits): number => (format.kind === 'xlsx' ? mostRows : Infinity);

export const extensionOf = ({ format }: Habits): string => format.kind;
