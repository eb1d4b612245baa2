import { compactDay, dayOf, referenceDay } from '../days.ts';
import { rowNumber } from '../people/numbers.ts';
import { people, type Peopled } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import { inventAddress } from '../places.ts';
import { Random } from '../random.ts';
import { streams } from '../streams.ts';
import { sexNames, type Department, type Row } from './department.ts';
import { isInsured } from './insured.ts';

const number = 3;
const firstRecord = dayOf(2009, 7, 1);
const stations = '一二三四五六七八九';

/** About 64 in a hundred; somebody from elsewhere whom no other department knows is known here. */
function hasRecord(random: Random, peopled: Peopled, person: Person): boolean {
  const drawn = random.chance(person.registered ? 0.64 : 0.56);
  return drawn || (!person.registered && !isInsured(peopled, person));
}

const drawFor = ({ seed }: Peopled, person: Person): Random =>
  new Random(streams.department, seed, number, person.index);

export const isRecorded = (peopled: Peopled, person: Person): boolean =>
  hasRecord(drawFor(peopled, person), peopled, person);

function rowOf(peopled: Peopled, person: Person): Row | undefined {
  const random = drawFor(peopled, person);
  if (!hasRecord(random, peopled, person)) return undefined;
  const from = Math.max(firstRecord, person.birth);
  const key = `J${rowNumber(person.index, number)}`;
  return {
    key,
    about: person.index,
    values: {
      recordNumber: key,
      name: person.name,
      citizenId: person.citizenId,
      sex: person.sex,
      birthDate: compactDay(person.birth),
      institution: `模拟社区卫生服务中心第${random.pick(stations)}站`,
      openedOn: compactDay(from + random.below(referenceDay - from + 1)),
      mobile: person.mobile ?? '',
      address: random.chance(0.9) ? person.address : inventAddress(random, person.village),
    },
  };
}

/** Health records: a workbook, filled in by hand at the counter, with date cells. */
export const health: Department = {
  dataset: 'wjkj-health-record',
  number,
  columns: [
    { field: 'recordNumber', header: '健康档案编号' },
    { field: 'name', header: '居民姓名' },
    { field: 'citizenId', header: '身份证件号' },
    { field: 'sex', header: '性别代码' },
    { field: 'birthDate', header: '出生日', day: true },
    { field: 'institution', header: '建档单位' },
    { field: 'openedOn', header: '建档时间', day: true },
    { field: 'mobile', header: '本人电话' },
    { field: 'address', header: '居住地址' },
  ],
  format: { kind: 'xlsx', sheet: '健康档案（模拟数据）' },
  day: (compact) => `${compact.slice(0, 4)}/${compact.slice(4, 6)}/${compact.slice(6, 8)}`,
  prone: {
    identifier: 'citizenId',
    name: 'name',
    day: 'birthDate',
    later: 'openedOn',
    mobile: 'mobile',
    code: sexNames,
    needed: ['name', 'birthDate', 'institution', 'openedOn'],
    long: { field: 'address', most: 200 },
  },
  *rows(peopled) {
    for (const person of people(peopled)) {
      const row = rowOf(peopled, person);
      if (row) yield row;
    }
  },
};
