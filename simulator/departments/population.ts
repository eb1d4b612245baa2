import { compactDay } from '../days.ts';
import { rowNumber } from '../people/numbers.ts';
import { people } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import { sexNames, type Department, type Row } from './department.ts';

const number = 1;

/** Codes of GB/T 4761 by sex: head, spouse, son or daughter, father or mother. */
const relations: Readonly<Record<Person['role'], Readonly<Record<Person['sex'], string>>>> = {
  head: { 1: '02', 2: '02' },
  spouse: { 1: '10', 2: '10' },
  child: { 1: '20', 2: '30' },
  parent: { 1: '51', 2: '52' },
};

/** Household registration: an old system that exports initials of pinyin, UTF-8, days without separators. */
export const population: Department = {
  dataset: 'gaj-population',
  number,
  columns: [
    { field: 'residentNumber', header: 'RYBH' },
    { field: 'householdNumber', header: 'HH' },
    { field: 'relation', header: 'YHZGX' },
    { field: 'name', header: 'XM' },
    { field: 'citizenId', header: 'GMSFHM' },
    { field: 'sex', header: 'XB' },
    { field: 'birthDate', header: 'CSRQ', day: true },
    { field: 'ethnicity', header: 'MZ' },
    { field: 'division', header: 'SSXQ' },
    { field: 'address', header: 'ZZ' },
  ],
  format: { kind: 'csv', csv: { encoding: 'utf-8', newline: '\n' } },
  day: (compact) => compact,
  prone: {
    identifier: 'citizenId',
    name: 'name',
    day: 'birthDate',
    code: sexNames,
    needed: ['name', 'sex', 'birthDate', 'division'],
    long: { field: 'address', most: 200 },
  },
  *rows(peopled): Generator<Row> {
    for (const person of people(peopled)) {
      if (!person.registered) return;
      const key = `R${rowNumber(person.index, number)}`;
      yield {
        key,
        about: person.index,
        values: {
          residentNumber: key,
          householdNumber: `H${rowNumber(person.household, number)}`,
          relation: relations[person.role][person.sex],
          name: person.name,
          citizenId: person.citizenId,
          sex: person.sex,
          birthDate: compactDay(person.birth),
          ethnicity: person.ethnicity,
          division: person.village.code,
          address: person.address,
        },
      };
    }
  },
};
