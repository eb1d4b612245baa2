import { writeXlsx } from '#engines/tabular';
import { Random } from '../../simulator/random.ts';
import { header, InsuredPeople, spoil } from '../intake/insured-row.ts';

function* rows(count: number): Iterable<string[]> {
  const people = new InsuredPeople();
  const random = new Random(330281, count);
  for (let index = 0; index < count; index++) {
    const row = people.next(index, random);
    spoil(row, random);
    yield Object.values(row) as string[];
  }
}

/** The rows of the intake as a workbook of one sheet, every cell a text. */
export const writeWorkbook = (path: string, count: number): Promise<unknown> =>
  writeXlsx(rows(count), { to: path, header: header.split(',') });
