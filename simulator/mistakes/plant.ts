import type { Department, Row } from '../departments/department.ts';
import { mobileNumber } from '../people/numbers.ts';
import { Random } from '../random.ts';
import { streams } from '../streams.ts';
import { acrossRows, mistakes, type Change } from './kinds.ts';
import { dayMonth } from './written.ts';

/** One planted mistake, for the truth. */
export interface Planted {
  readonly key: string;
  readonly about: number;
  readonly kind: string;
  readonly field: string;
  readonly true: string;
  readonly written: string;
  readonly other?: number;
}

/** A row as it is handed in, with the mistake in it if there is one. */
export interface Given {
  readonly row: Row;
  readonly planted?: Planted;
}

interface Planting {
  readonly seed: number;
  readonly department: Department;
  /** Factor on all rates. */
  readonly often: number;
}

/** Rows of a run left, or people of a shared telephone. */
interface Run {
  left: number;
  phone: string;
  about: number;
}

/** Telephones of counters: behind every number that a person of the largest city has. */
const counters = 40_000_000;
const runRows = 12;
const sharers = 8;

const put = (row: Row, kind: string, { field, written, other }: Change): Given => ({
  row: { ...row, values: { ...row.values, [field]: written } },
  planted: {
    key: row.key,
    about: row.about,
    kind,
    field,
    true: row.values[field] ?? '',
    written,
    ...(other === undefined ? {} : { other }),
  },
});

/** Puts mistakes into the rows of one delivery, at most one a row; draws by the row's number, so that runs repeat. */
export class Planter {
  readonly #planting: Planting;
  readonly #clerk: Run = { left: 0, phone: '', about: -1 };
  readonly #shared: Run = { left: 0, phone: '', about: -1 };
  #before: Row | undefined;
  #older: Row | undefined;
  #rows = 0;

  constructor(planting: Planting) {
    this.#planting = planting;
  }

  /** The row as it is handed in; two when it is entered twice. */
  plant(row: Row): Given[] {
    this.#rows += 1;
    const { seed, department, often } = this.#planting;
    const random = new Random(streams.mistake, seed, department.number, this.#rows);
    const at = (random.next() * 1000) / often;
    const run = this.#swapped(row, random) ?? this.#sharing(row, random);
    if (run) return [run];
    if (at < acrossRows['row-twice']) return twice(row, department);
    const given = this.#single(row, at - acrossRows['row-twice'], random);
    if (!given.planted) this.#remember(row);
    return [given];
  }

  #remember(row: Row): void {
    if (this.#before && this.#before.about !== row.about) this.#older = this.#before;
    this.#before = row;
  }

  #single(row: Row, at: number, random: Random): Given {
    const { prone } = this.#planting.department;
    const before = this.#before?.about === row.about ? this.#older : this.#before;
    let bound = 0;
    for (const { kind, perMille, make } of mistakes) {
      bound += perMille;
      if (at >= bound) continue;
      const change = make({ row, prone, random, before });
      return change && change.written !== row.values[change.field] ? put(row, kind, change) : { row };
    }
    return { row };
  }

  /** A clerk who writes the day before the month goes on doing so for a while. */
  #swapped(row: Row, random: Random): Given | undefined {
    const { department, often } = this.#planting;
    const run = this.#clerk;
    const begins = random.chance((acrossRows['day-month-swapped'] / 1000) * often);
    if (run.left === 0 && begins) run.left = runRows;
    if (run.left === 0) return undefined;
    run.left -= 1;
    const { day } = department.prone;
    const written = dayMonth(row.values[day] ?? '');
    return written ? put(row, 'day-month-swapped', { field: day, written }) : undefined;
  }

  #sharing(row: Row, random: Random): Given | undefined {
    const { seed, department, often } = this.#planting;
    const { mobile } = department.prone;
    const run = this.#shared;
    const begins = random.chance((acrossRows['phone-shared'] / 1000) * often);
    if (!mobile || !row.values[mobile]) return undefined;
    if (run.left === 0 && begins) {
      run.left = sharers;
      run.phone = mobileNumber(seed, counters + department.number * 1_000_000 + this.#rows);
    }
    if (row.about !== run.about && run.left > 0) {
      run.left -= 1;
      run.about = row.about;
      return put(row, 'phone-shared', { field: mobile, written: run.phone });
    }
    return row.about === run.about
      ? put(row, 'phone-shared', { field: mobile, written: run.phone })
      : undefined;
  }
}

function twice(row: Row, { columns }: Department): Given[] {
  const key = `${row.key}-2`;
  const field = columns[0]?.field ?? '';
  const again: Row = { ...row, key, values: { ...row.values, [field]: key } };
  const planted: Planted = { key, about: row.about, kind: 'row-twice', field, true: row.key, written: key };
  return [{ row }, { row: again, planted }];
}
