import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineRecord, field, money, point } from '#kernel/record';
import { readChange, readNew, textOf } from './form-values.ts';

const say = (words: string) => ({ zh: words, en: words });
const Tower = defineRecord({
  name: 'tower',
  module: 'networks',
  plural: 'towers',
  table: 'networks.tower',
  key: 'code',
  label: 'code',
  title: say('tower'),
  versions: 'none',
  fields: {
    code: field(z.string(), say('code')),
    height: field(z.number().optional(), say('height')),
    cost: field(money().optional(), say('cost')),
    place: field(point().optional(), say('place')),
    keeper: field(z.string(), say('keeper'), { sensitivity: 'personal', mask: 'name' }),
    names: field(z.array(z.string()).optional(), say('names')),
    seenAt: field(z.string().optional(), say('seen'), { computed: true }),
  },
  list: { filters: [], orders: ['code'] },
  rights: { read: 'networks:read', write: 'networks:write', reveal: 'networks:reveal' },
});
const empty = { code: '', height: '', cost: '', place: '', keeper: '', names: '' };

test('a new row: numbers are numbers, places are points, what is left empty is left out', () => {
  const form = {
    ...empty,
    code: ' T000001 ',
    keeper: '张三',
    height: '32.5',
    cost: '1,200.5',
    place: '121.15，30.05',
    names: '甲\n\n乙',
  };
  expect(readNew(Tower, form)).toEqual({
    values: {
      code: 'T000001',
      keeper: '张三',
      height: 32.5,
      cost: 120_050,
      place: { type: 'Point', coordinates: [121.15, 30.05] },
      names: ['甲', '乙'],
    },
    faults: [],
  });
});

test.each(['121.15,', ',30.05', '121.15', '121.15 30.05 7', '190, 30', 'a, b'])('%j is no place', (place) => {
  const { faults } = readNew(Tower, { ...empty, code: 'T', keeper: '张三', place });
  expect(faults).toEqual([{ field: 'place', code: 'form.point' }]);
});

test.each(['121.15,30.05', '121.15 30.05 ', ' 121.15，30.05'])('%j is a place', (place) => {
  const { values } = readNew(Tower, { ...empty, code: 'T', keeper: '张三', place });
  expect(values['place']).toEqual({ type: 'Point', coordinates: [121.15, 30.05] });
});

test('text that came in lines or with blanks around it is not changed by being shown in a form', () => {
  const row = { code: 'T', keeper: ' 第一行\n第二行 ' };
  const form = { ...empty, code: 'T', keeper: '第一行\r\n第二行' };
  expect(readChange(Tower, form, { row, masked: [] })).toEqual({ values: {}, faults: [] });
  const changed = { ...form, keeper: '第一行\r\n另一行' };
  expect(readChange(Tower, changed, { row, masked: [] }).values).toEqual({ keeper: '第一行\n另一行' });
});

test('what is missing or cannot be read is named by its field', () => {
  const { faults } = readNew(Tower, { ...empty, code: 'T', height: 'tall', cost: '0.005', place: '30.05' });
  expect(faults).toEqual([
    { field: 'height', code: 'form.number' },
    { field: 'cost', code: 'form.money' },
    { field: 'place', code: 'form.point' },
    { field: 'keeper', code: 'form.required' },
  ]);
});

test('nobody can write a computed field through the form', () => {
  expect(
    readNew(Tower, { ...empty, code: 'T', keeper: 'x', seenAt: '2026-01-01' }).values,
  ).not.toHaveProperty('seenAt');
});

test('a change sends only what was changed; emptied is null', () => {
  const row = { code: 'T1', height: 30, place: null, keeper: '张*' };
  const same = { code: 'T1', height: '30', place: '', keeper: '', names: '' };
  const before = { row, masked: ['keeper'] };
  expect(readChange(Tower, same, before)).toEqual({ values: {}, faults: [] });
  expect(readChange(Tower, { ...same, height: '' }, before).values).toEqual({ height: null });
  expect(readChange(Tower, { ...same, keeper: '李四' }, before).values).toEqual({ keeper: '李四' });
  expect(readChange(Tower, { ...same, code: '' }, before).faults).toEqual([
    { field: 'code', code: 'form.required' },
  ]);
});

test('a stored value and the text of its field are the same thing', () => {
  expect(textOf(Tower.fields.place, { type: 'Point', coordinates: [121.15, 30.05] })).toBe('121.15, 30.05');
  expect(textOf(Tower.fields.names, ['甲', '乙'])).toBe('甲\n乙');
});
