import type { CheckedRow } from '#platform/data/quality';
import { Random } from '../../simulator/random.ts';
import { InsuredPeople } from '../intake/insured-row.ts';

const iso = (slashed: string): string =>
  slashed
    .split(/[/-]/)
    .map((part) => part.padStart(2, '0'))
    .join('-');

const dayIn = (citizenId: string): string =>
  iso(citizenId.slice(6, 14).replace(/(....)(..)(..)/, '$1-$2-$3'));

/** Checked rows of insured persons as the register gets them, each somebody else; `moved` of a hundred live elsewhere. */
export function* checkedRows(count: number, moved = 0): Generator<CheckedRow> {
  const people = new InsuredPeople();
  const random = new Random(1);
  const moving = new Random(2);
  for (let index = 0; index < count; index++) {
    const person = people.next(index, random);
    yield {
      row: index + 1,
      key: person.number,
      values: {
        insuranceNumber: person.number,
        name: person.name,
        citizenId: person.citizenId,
        sex: person.sex === '男性' ? '1' : '2',
        birthDate: dayIn(person.citizenId),
        mobile: person.mobile,
        address: moving.below(100) < moved ? `${person.address}东` : person.address,
      },
    };
  }
}
