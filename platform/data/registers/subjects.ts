import type { RecordOf } from '#kernel/record';
import { Company, Person } from './records.ts';

/** What the joining needs to know of a register. */
export interface Subject {
  readonly name: 'person' | 'company';
  readonly record: RecordOf;
  readonly table: 'registers.person' | 'registers.company';
  /** First letter of its ids. */
  readonly letter: 'P' | 'C';
  /** Attribute with the identifier that is unique in the country, and its column. */
  readonly identifier: 'citizenId' | 'creditCode';
  readonly column: 'citizen_id' | 'credit_code';
  /** One of these must agree beside the identifier; where its number tells all but the name (persons), the name decides. */
  readonly agreeOn?: readonly string[];
  readonly attributes: readonly string[];
}

const attributesOf = (record: RecordOf): readonly string[] =>
  Object.keys(record.fields).filter((name) => name !== record.key && !record.fields[name]?.computed);

const asRecord = (record: object): RecordOf => record as RecordOf;

export const subjects: Readonly<Record<'person' | 'company', Subject>> = {
  person: {
    name: 'person',
    record: asRecord(Person),
    table: 'registers.person',
    letter: 'P',
    identifier: 'citizenId',
    column: 'citizen_id',
    attributes: attributesOf(asRecord(Person)),
  },
  company: {
    name: 'company',
    record: asRecord(Company),
    table: 'registers.company',
    letter: 'C',
    identifier: 'creditCode',
    column: 'credit_code',
    agreeOn: ['name', 'establishedOn'],
    attributes: attributesOf(asRecord(Company)),
  },
};
