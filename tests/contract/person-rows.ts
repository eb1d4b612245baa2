import { citizenIdCheck } from '#engines/identifiers';
import { village } from './household-rows.ts';

/** Invented numbers: division 000281, which never was; the last character is the right one. */
export const number = (born: string, tail: string): string => {
  const first17 = `000281${born}${tail}`;
  return first17 + citizenIdCheck(first17);
};

export interface Told {
  readonly key: string;
  readonly name: string;
  readonly number: string;
  readonly household?: string;
  readonly relation?: string;
  readonly address?: string;
}
const born = (of: Told) => of.number.slice(6, 14);
const sex = (of: Told) => (Number(of.number[16]) % 2 === 1 ? 1 : 2);
export const residentRow = (of: Told) =>
  [
    of.key,
    of.household ?? 'H9',
    of.relation ?? '02',
    of.name,
    of.number,
    sex(of),
    born(of),
    '01',
    village,
    of.address ?? '模拟听雨路32号',
  ].join(',');
export const insuredHeader = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';
export const insuredRow = (of: Told & { readonly mobile?: string }) =>
  `${of.key},${of.name},${of.number},${sex(of)},${born(of)},失业保险,2020/1/1,模拟丙公司,${of.mobile ?? ''},${of.address ?? ''}`;
