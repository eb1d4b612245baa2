import { expect, test } from 'vitest';
import { partTexts, withPart } from './object-parts.ts';

const say = (words: string) => ({ zh: words, en: words });
const parts = {
  items: { label: say('items') },
  'fields.id': { label: say('id') },
  'fields.title': { label: say('title'), optional: true },
  done: { label: say('done'), optional: true, list: true },
} as const;
const value = { items: 'data', fields: { id: 'no', more: 'kept' }, done: ['ok', 'over'], unknown: 1 };

test('an object stands in the form part by part', () => {
  expect(partTexts(parts, value)).toEqual({
    items: 'data',
    'fields.id': 'no',
    'fields.title': '',
    done: 'ok\nover',
  });
  expect(Object.values(partTexts(parts, undefined))).toEqual(['', '', '', '']);
  expect(partTexts(parts, { items: 3, fields: ['x'] })).toMatchObject({ items: '3', 'fields.id': '' });
});

test.each([
  ['items', ' rows ', { ...value, items: 'rows' }],
  ['fields.title', 'name', { ...value, fields: { id: 'no', more: 'kept', title: 'name' } }],
  ['fields.id', '', { ...value, fields: { more: 'kept' } }],
  ['done', 'ok\n\n closed ', { ...value, done: ['ok', 'closed'] }],
])('%s as %j changes that part and keeps the rest', (path, text, after) => {
  expect(withPart(parts, value, path, text)).toEqual(after);
});

test('what is emptied goes, with what held it alone', () => {
  expect(withPart(parts, { fields: { id: 'no' } }, 'fields.id', ' ')).toEqual({});
  expect(withPart(parts, value, 'done', '\n')).not.toHaveProperty('done');
  expect(withPart(parts, undefined, 'fields.id', 'no')).toEqual({ fields: { id: 'no' } });
});
