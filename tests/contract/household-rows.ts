import { citizenIdCheck } from '#engines/identifiers';

/** Invented numbers: division 000281, which never was; the last character is the right one. */
const number = (born: string, tail: string): string => {
  const first17 = `000281${born}${tail}`;
  return first17 + citizenIdCheck(first17);
};

interface Resident {
  readonly row: string;
  readonly household: string;
  readonly name: string;
  readonly born: string;
  readonly tail: string;
  readonly relation: string;
}

export const village = '330281001200';
export const father: Resident = {
  row: 'R1',
  household: 'H1',
  name: '钱大',
  born: '19700102',
  tail: '101',
  relation: '02',
};
export const mother: Resident = {
  row: 'R2',
  household: 'H1',
  name: '孙二',
  born: '19720304',
  tail: '102',
  relation: '10',
};
export const son: Resident = {
  row: 'R3',
  household: 'H1',
  name: '钱三',
  born: '20000506',
  tail: '103',
  relation: '20',
};
export const child: Resident = {
  row: 'R4',
  household: 'H1',
  name: '钱小',
  born: '20261101',
  tail: '105',
  relation: '40',
};

export const aunt: Resident = {
  row: 'R9',
  household: 'H9',
  name: '孙九',
  born: '19800304',
  tail: '109',
  relation: '60',
};

/** A member of a household in time, as it is answered. */
export interface InTime {
  name: string;
  relation: string | null;
  from: string | null;
  came: string | null;
  until: string | null;
  went: string | null;
}

const sexOf = ({ tail }: Resident): number => (Number(tail) % 2 === 1 ? 1 : 2);
export const residentHeader =
  '人员编号,户号,与户主关系,姓名,公民身份号码,性别,出生日期,民族,村（社区）代码,户籍地址';
export const resident = (of: Resident): string =>
  [
    of.row,
    of.household,
    of.relation,
    of.name,
    number(of.born, of.tail),
    sexOf(of),
    of.born,
    '01',
    village,
    '模拟听雨路32号',
  ].join(',');

export const movementHeader =
  '变动编号,户号,姓名,公民身份号码,性别,出生日期,与户主关系,变动类型,变动日期,外地,村（社区）代码,户籍地址';
export const movement = (key: string, of: Resident, kind: string, day: string): string =>
  [
    key,
    of.household,
    of.name,
    number(of.born, of.tail),
    sexOf(of),
    of.born,
    of.relation,
    kind,
    day,
    '',
    village,
    '模拟听雨路32号',
  ].join(',');
