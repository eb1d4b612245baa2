import { expect, test } from 'vitest';
import { matchColumns } from './index.ts';

const FIELDS = [
  { name: 'name', labels: ['姓名', 'Name'], aliases: ['人员姓名'] },
  { name: 'citizenId', labels: ['公民身份号码', 'Citizen ID'], aliases: ['身份证号', '证件号码'] },
  { name: 'mobile', labels: ['手机号码', 'Mobile'], aliases: ['电话'] },
  { name: 'birth', labels: ['出生日期', 'Birth'] },
];

function proposed(headers: string[], remembered?: Record<string, string>): (string | undefined)[] {
  return matchColumns(headers, FIELDS, remembered).map(
    ({ header, reason }) => header && `${header} ${reason}`,
  );
}

test('headers find their fields by label, alias, spelling and likeness', () => {
  expect(proposed(['序号', '姓名', '身份证号', '联系电话', '出生日期（yyyy-mm-dd）*'])).toEqual([
    '姓名 label',
    '身份证号 alias',
    '联系电话 similar',
    '出生日期（yyyy-mm-dd）* normalised',
  ]);
  expect(proposed(['ＮＡＭＥ', 'citizen_id'])).toEqual([
    'ＮＡＭＥ normalised',
    'citizen_id normalised',
    undefined,
    undefined,
  ]);
});

test('what was remembered wins over an equal label, and each header is given once', () => {
  expect(proposed(['姓名', '户主'], { name: '户主' })[0]).toBe('户主 remembered');
  const fields = [
    { name: 'first', labels: ['电话'] },
    { name: 'second', labels: ['电话'] },
  ];
  expect(matchColumns(['电话'], fields).map(({ reason }) => reason)).toEqual(['label', 'none']);
});

test('nothing alike gives nothing, and a name that is not remembered any more is no obstacle', () => {
  expect(proposed(['甲', '乙', ''])).toEqual([undefined, undefined, undefined, undefined]);
  expect(proposed(['姓名'], { name: '户主' })[0]).toBe('姓名 label');
  expect(matchColumns([], FIELDS).every(({ score }) => score === 0)).toBe(true);
});
