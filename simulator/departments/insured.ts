import { companyName } from '../companies/companies.ts';
import { compactDay, dayOf, referenceDay } from '../days.ts';
import { rowNumber } from '../people/numbers.ts';
import { people, type Peopled } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import { inventAddress } from '../places.ts';
import { Random } from '../random.ts';
import { streams } from '../streams.ts';
import { sexNames, type Department, type Row } from './department.ts';

const number = 2;
const year = 365.2425;
const firstInsurance = dayOf(1995, 1, 1);

/** Names as the table of codes has them, in the order of their numbers here. */
const kinds = [
  '企业基本养老保险',
  '职工基本医疗保险',
  '失业保险',
  '工伤保险',
  '生育保险',
  '城乡居民社会养老保险',
  '被征地人员养老保障',
] as const;

/** Share of each of the first five kinds among the employed. */
const employed = [1, 0.9, 0.35, 0.3, 0.1] as const;

/** Numbers of the kinds a person is insured in; none for about four in ten. */
export function insuredKinds(random: Random, person: Person): number[] {
  const age = (referenceDay - person.birth) / year;
  if (age < 16 || !random.chance(0.7)) return [];
  const isEmployed = age < 60 && random.chance(person.registered ? 0.6 : 0.85);
  if (!isEmployed) return random.chance(0.08) ? [5, 6] : [5];
  return employed.flatMap((share, kind) => (random.chance(share) ? [kind] : []));
}

const drawFor = ({ seed }: Peopled, person: Person): Random =>
  new Random(streams.department, seed, number, person.index);

export const isInsured = (peopled: Peopled, person: Person): boolean =>
  insuredKinds(drawFor(peopled, person), person).length > 0;

function* rowsOf(peopled: Peopled, person: Person): Generator<Row> {
  const random = drawFor(peopled, person);
  const kindsOfPerson = insuredKinds(random, person);
  if (kindsOfPerson.length === 0) return;
  const from = Math.min(referenceDay - 30, Math.max(firstInsurance, person.birth + Math.ceil(16 * year)));
  const since = from + random.below(referenceDay - from);
  const employer = random.below(peopled.extent.companies);
  const address = random.chance(0.85) ? person.address : inventAddress(random, person.village);
  for (const kind of kindsOfPerson) {
    const key = `S${rowNumber(8 * person.index + kind, number)}`;
    yield {
      key,
      about: person.index,
      values: {
        insuranceNumber: key,
        name: person.name,
        citizenId: person.citizenId,
        sex: person.sex,
        birthDate: compactDay(person.birth),
        insuranceKind: kinds[kind] ?? '',
        insuredSince: compactDay(Math.min(referenceDay, since + 30 * kind)),
        employer: kind < 5 ? companyName(peopled.seed, employer).name : '',
        mobile: person.mobile ?? '',
        address,
      },
    };
  }
}

/** Social insurance: GBK from a Chinese Windows, a row for each kind of insurance, days without leading zeros. */
export const insured: Department = {
  dataset: 'rsj-insured',
  number,
  columns: [
    { field: 'insuranceNumber', header: '社保编号' },
    { field: 'name', header: '参保人姓名' },
    { field: 'citizenId', header: '身份证号码' },
    { field: 'sex', header: '性别' },
    { field: 'birthDate', header: '出生年月日', day: true },
    { field: 'insuranceKind', header: '参保险种' },
    { field: 'insuredSince', header: '首次参保日期', day: true },
    { field: 'employer', header: '参保单位' },
    { field: 'mobile', header: '联系电话' },
    { field: 'address', header: '家庭住址' },
  ],
  format: { kind: 'csv', csv: { encoding: 'gbk', newline: '\r\n' } },
  day: (compact) => `${compact.slice(0, 4)}/${Number(compact.slice(4, 6))}/${Number(compact.slice(6, 8))}`,
  prone: {
    identifier: 'citizenId',
    name: 'name',
    day: 'birthDate',
    later: 'insuredSince',
    mobile: 'mobile',
    code: sexNames,
    needed: ['name', 'birthDate', 'insuranceKind', 'insuredSince'],
    long: { field: 'address', most: 200 },
  },
  *rows(peopled) {
    for (const person of people(peopled)) yield* rowsOf(peopled, person);
  },
};
