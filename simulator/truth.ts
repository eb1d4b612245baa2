import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Planted } from './mistakes/plant.ts';
import { indexOfRow } from './people/numbers.ts';
import { readCsv } from './places.ts';
import { company } from './departments/company.ts';
import { health } from './departments/health.ts';
import { insured } from './departments/insured.ts';
import { population } from './departments/population.ts';

/** A line of `truth/mistakes.jsonl`. */
export interface TruthMistake extends Planted {
  readonly dataset: string;
  /** The file it is in, below the folder. */
  readonly file: string;
}

/** A line of `truth/people.csv`. */
export interface TruthPerson {
  readonly index: number;
  readonly name: string;
  readonly citizenId: string;
  readonly sex: string;
  /** `YYYYMMDD` */
  readonly birth: string;
  readonly household: number;
  readonly division: string;
  readonly mobile: string;
  readonly registered: boolean;
  readonly twinOf: number | null;
  readonly homonymOf: number | null;
}

/** Columns of `truth/people.csv`. */
export const peopleColumns = [
  'index',
  'name',
  'citizenId',
  'sex',
  'birth',
  'household',
  'division',
  'mobile',
  'registered',
  'twinOf',
  'homonymOf',
] as const;

const numbers = new Map([population, insured, health, company].map((each) => [each.dataset, each.number]));

/**
 * Who a row is about: index of the person, or of the company, by the department's number of the row.
 * @param key as handed in; a row entered twice ends in `-2`
 * @throws RangeError for a dataset that is not simulated
 */
export function aboutOfKey(dataset: string, key: string): number {
  const number = numbers.get(dataset);
  if (number === undefined) throw new RangeError(`${dataset} is not simulated`);
  const index = indexOfRow(key.slice(1, 10), number);
  return dataset === insured.dataset ? Math.floor(index / 8) : index;
}

const optional = (text: string | undefined): number | null => (text ? Number(text) : null);

/** Everybody, from `truth/people.csv` of a folder that `runSimulate` wrote. */
export async function readTruthPeople(folder: string): Promise<TruthPerson[]> {
  const rows = await readCsv(join(folder, 'truth', 'people.csv'));
  return rows.map((row) => ({
    index: Number(row['index']),
    name: row['name'] ?? '',
    citizenId: row['citizenId'] ?? '',
    sex: row['sex'] ?? '',
    birth: row['birth'] ?? '',
    household: Number(row['household']),
    division: row['division'] ?? '',
    mobile: row['mobile'] ?? '',
    registered: row['registered'] === '1',
    twinOf: optional(row['twinOf']),
    homonymOf: optional(row['homonymOf']),
  }));
}

/** Every planted mistake, from `truth/mistakes.jsonl`. */
export async function readTruthMistakes(folder: string): Promise<TruthMistake[]> {
  const text = await readFile(join(folder, 'truth', 'mistakes.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TruthMistake);
}
