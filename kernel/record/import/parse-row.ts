import type { Context } from '../../context.ts';
import type { Db } from '../../db/index.ts';
import { codesOf } from '../check-links.ts';
import type { Candidate } from '../check-values.ts';
import type { Fault } from '../fault.ts';
import type { PlannedField, RecordPlan } from '../plan.ts';
import { latitudeOf, longitudeOf, simulatedColumn, type Mapping } from './mapping.ts';
import { isTrue, parseCell, parsePoint, wordsOfCodes, type CodeWords, type Parsed } from './parse-cell.ts';

/** Reads the cells of one field. */
interface Column {
  readonly each: PlannedField;
  read(cells: readonly string[]): Parsed;
}

/** The marks by which the example row of a template is known; it is passed over. */
const example = /^(示例|example)/i;

export interface RowParser {
  /** The cell that a field is read from, as it stands in the file. */
  cellOf(field: string, cells: readonly string[]): string | undefined;
  /** @returns undefined for the example row of a template */
  parse(cells: readonly string[], row: number): { candidate: Candidate; faults: Fault[] } | undefined;
}

async function codeWords(
  plan: RecordPlan,
  context: Context,
  db: Db,
): Promise<ReadonlyMap<string, CodeWords>> {
  const words = new Map<string, CodeWords>();
  for (const { field } of plan.fields) {
    if (!field.codes || words.has(field.codes)) continue;
    words.set(field.codes, wordsOfCodes((await codesOf(context, db, field.codes)) ?? []));
  }
  return words;
}

const cell = (cells: readonly string[], place: number): string => cells[place] ?? '';

function columnOf(
  each: PlannedField,
  places: (name: string) => number,
  words: ReadonlyMap<string, CodeWords>,
): Column | undefined {
  const own = places(each.name);
  const codes = words.get(each.field.codes ?? '');
  if (own >= 0) return { each, read: (cells) => parseCell(each, cell(cells, own), codes) };
  const [longitude, latitude] = [places(longitudeOf(each.name)), places(latitudeOf(each.name))];
  if (longitude < 0 || latitude < 0) return undefined;
  return {
    each,
    read: (cells) => {
      const texts = [cell(cells, longitude), cell(cells, latitude)] as const;
      return texts.every((text) => text.trim() === '') ? { value: null } : parsePoint(...texts);
    },
  };
}

/** Prepares the reading of rows: the columns are found and the code tables fetched once. */
export async function rowParser(
  plan: RecordPlan,
  context: Context,
  db: Db,
  file: { readonly headers: readonly string[]; readonly mapping: Mapping },
): Promise<RowParser> {
  const places = (name: string) => file.headers.indexOf(file.mapping[name] ?? '');
  const words = await codeWords(plan, context, db);
  const columns = plan.fields.flatMap((each) => columnOf(each, places, words) ?? []);
  const simulatedPlace = plan.record.fields[simulatedColumn] ? -1 : places(simulatedColumn);
  return {
    cellOf: (field, cells) => cells[places(field)],
    parse: (cells, row) => {
      const mark = cell(cells, simulatedPlace);
      if (example.test(mark.trim())) return undefined;
      const values: Record<string, unknown> = {};
      const faults: Fault[] = [];
      for (const { each, read } of columns) {
        const parsed = read(cells);
        if ('value' in parsed) values[each.name] = parsed.value;
        else faults.push({ row, field: each.name, ...parsed });
      }
      return { candidate: { row, values, simulated: isTrue(mark) }, faults };
    },
  };
}
