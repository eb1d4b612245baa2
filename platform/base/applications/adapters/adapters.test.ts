import { expect, test } from 'vitest';
import { readJson } from './json.ts';
import { readInstant, understandTodos } from './understand.ts';
import { readXml } from './xml.ts';

test.each([
  ['2026-03-02 09:00:00', '2026-03-02T01:00:00.000Z'],
  ['2026/3/2 9:05', '2026-03-02T01:05:00.000Z'],
  ['2026年3月2日', '2026-03-02T15:59:59.000Z'],
  ['20260302090000', '2026-03-02T01:00:00.000Z'],
  ['20260302', '2026-03-02T15:59:59.000Z'],
  ['1772413200000', '2026-03-02T01:00:00.000Z'],
  ['2026-03-02T09:00:00+08:00', '2026-03-02T01:00:00.000Z'],
  ['2026-03-02T01:00:00Z', '2026-03-02T01:00:00.000Z'],
  ['下周', undefined],
  ['', undefined],
  ['2026-13-02 09:00:00', undefined],
])('%s is %s', (text, instant) => {
  expect(readInstant(text, '+08:00')).toBe(instant);
});

const fields = { id: 'sxbh', title: 'sxmc' } as const;

test('XML of old systems: attributes, empty elements, marked text, entities; names that begin alike stay apart', () => {
  const text = `<?xml version="1.0" encoding="GBK"?>
    <rows total="3"><!-- <row><sxbh>0</sxbh></row> --><row id="1"><sxbh>1</sxbh><sxmc><![CDATA[甲 <乙> & 丙]]></sxmc></row>
    <row><sxbh>2</sxbh><sxmcx>no</sxmcx><sxmc>&lt;丁&gt; &#x4e00;&#20108;</sxmc></row><row><sxbh/></row></rows>`;
  expect(readXml(text, { items: 'row', fields })).toEqual([
    { id: '1', title: '甲 <乙> & 丙' },
    { id: '2', title: '<丁> 一二' },
    { id: '' },
  ]);
});

test.each([
  ['comments', '<!--'],
  ['elements', '<row>'],
  ['ends of nothing', '<row></row   '],
  ['marks', '<row><sxmc><![CDATA['],
])('a broken answer of %s without end is read through once', (_name, piece) => {
  const text = `<rows>${piece.repeat(2_000_000 / piece.length)}</rows>`;
  const begun = performance.now();
  readXml(text, { items: 'row', fields });
  expect(performance.now() - begun).toBeLessThan(5000);
});

test.each([
  ['half an answer', '<rows><row><sxbh>1</sxbh></row>'],
  ['a page that says sorry', 'Sorry'],
  [
    'a document type',
    '<!DOCTYPE rows [<!ENTITY x SYSTEM "file:///etc/passwd">]><rows><row><sxbh>&x;</sxbh></row></rows>',
  ],
])('%s is refused whole', (_name, text) => {
  expect(() => readXml(text, { items: 'row', fields })).toThrow(/is not XML|was cut off/);
});

test('JSON: the list where it is said to be, values of any plain kind; no list is no empty list', () => {
  const { items } = readJson('{"data":{"rows":[{"sxbh":7,"sxmc":"甲","x":1},{"sxbh":null}]}}', {
    items: 'data.rows',
    fields,
  });
  expect(items).toEqual([{ id: '7', title: '甲' }, {}]);
  expect(() => readJson('{"code":500}', { items: 'data.rows', fields })).toThrow('no list');
  expect(() => readJson('<html>', { items: 'data.rows', fields })).toThrow('JSON');
});

test('one item that cannot be read keeps no other from being read', () => {
  const settings = {
    items: '',
    fields: { id: 'a', title: 'b', account: 'c', state: 'd', changedAt: 'e', link: 'f' },
    done: ['办结'],
  };
  const item = { id: '1', title: '甲', account: 'lin', changedAt: '2026-03-02 09:00:00' };
  const { items, unreadable } = understandTodos(
    [
      item,
      { ...item, id: '2', changedAt: 'yesterday' },
      { ...item, id: '3', link: '//evil.example' },
      { ...item, id: '4', state: '办结' },
    ],
    settings,
    '2026-03-02T02:00:00.000Z',
  );
  expect(items.map(({ id, state }) => [id, state])).toEqual([
    ['1', 'waiting'],
    ['4', 'done'],
  ]);
  expect(unreadable).toEqual(['2: changedAt', '3: link']);
});

test('a title that is too long is cut, not lost', () => {
  const settings = { items: '', fields: { id: 'a', title: 'b' } };
  const long = { id: '1', title: '长'.repeat(400) };
  const { items, unreadable } = understandTodos([long], settings, '2026-03-02T02:00:00.000Z');
  expect([items[0]?.title.length, unreadable]).toEqual([300, []]);
});
