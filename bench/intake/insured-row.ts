import { citizenIdCheck } from '#engines/identifiers';
import { compactDay, dayOf, isoDay } from '../../simulator/days.ts';
import { CitizenNumbers, mobileNumber, rowNumber } from '../../simulator/people/numbers.ts';
import type { Random } from '../../simulator/random.ts';

/** The columns under which the department knows them. */
export const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';

/** One insured person as a row of text; simulated. */
export interface Insured {
  number: string;
  name: string;
  citizenId: string;
  sex: string;
  birth: string;
  kind: string;
  since: string;
  employer: string;
  mobile: string;
  address: string;
}

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗';
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉鑫宇博晨';
const kinds = [
  '职工基本医疗保险',
  '企业基本养老保险',
  '失业保险',
  '工伤保险',
  '生育保险',
  '城乡居民社会养老保险',
];
const streets = ['模拟东路', '模拟西路', '模拟南街', '模拟北街', '模拟环路'];
const youngest = dayOf(2003, 12, 31);
const oldest = dayOf(1940, 1, 1);

export const slashed = (compact: string): string =>
  `${compact.slice(0, 4)}/${Number(compact.slice(4, 6))}/${Number(compact.slice(6, 8))}`;

/** Makes the rows of one file, in order: numbers are given out as they come. */
export class InsuredPeople {
  readonly #numbers = new CitizenNumbers();

  next(index: number, random: Random): Insured {
    const birth = random.between(oldest, youngest);
    const sex = random.chance(0.5) ? '1' : '2';
    const since = Math.min(dayOf(2025, 6, 1), birth + random.between(6600, 20_000));
    const written = random.chance(0.5) ? slashed : isoDay;
    return {
      number: rowNumber(index, 5),
      name: random.pick(surnames) + random.pick(given) + (random.chance(0.7) ? random.pick(given) : ''),
      citizenId: this.#numbers.next(birth, sex),
      sex: sex === '1' ? '男性' : '女性',
      birth: written(compactDay(birth)),
      kind: random.pick(kinds),
      since: written(compactDay(since)),
      employer: `模拟${random.below(20_000)}号有限公司`,
      mobile: mobileNumber(1, index),
      address: `${random.pick(streets)}${random.between(1, 999)}号${random.between(1, 30)}幢${random.between(101, 2904)}室`,
    };
  }
}

const wrongCheck = (id: string): string => id.slice(0, 17) + (id.endsWith('3') ? '4' : '3');

function withOtherBirth(id: string): string {
  const digits = `${id.slice(0, 10)}${id.slice(10, 12) === '01' ? '02' : '01'}15${id.slice(14, 17)}`;
  return digits + citizenIdCheck(digits);
}

const fullWidth = (text: string): string =>
  [...text].map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join('');

/** What clerks get wrong. Full-width digits and a blank behind the name are no fault: they read as they were meant. */
const mistakes: readonly ((row: Insured) => void)[] = [
  (row) => void (row.citizenId = wrongCheck(row.citizenId)),
  (row) => void (row.citizenId = row.citizenId.slice(0, 17)),
  (row) => void (row.citizenId = withOtherBirth(row.citizenId)),
  (row) => void (row.citizenId = fullWidth(row.citizenId)),
  (row) => void (row.sex = row.sex === '男性' ? '女性' : '男性'),
  (row) => void (row.birth = '1899/1/1'),
  (row) => void (row.birth = '2月30日'),
  (row) => void (row.since = '1930/1/1'),
  (row) => void (row.mobile = row.mobile.slice(0, 10)),
  (row) => void (row.mobile = '15400000000'),
  (row) => void (row.kind = '不明险种'),
  (row) => void (row.name = ''),
  (row) => void (row.name = `${row.name} `),
];

/** Spoils about one row in sixty-six. */
export function spoil(row: Insured, random: Random): void {
  if (random.chance(0.015)) random.pick(mistakes)(row);
}
