import { expect, test } from 'vitest';
import type { Layout } from '../layout.ts';
import { drawBlocks, type Printed } from './blocks.ts';
import { bottom, Sheet } from './sheet.ts';

const layout = {
  fields: [
    { name: 'reason', label: { zh: '事由', en: 'Reason' }, kind: 'long' },
    {
      name: 'list',
      label: { zh: '清单', en: 'List' },
      kind: 'table',
      columns: [
        { name: 'what', label: '内容', width: 1 },
        { name: 'more', label: '说明', width: 1 },
      ],
    },
  ],
  blocks: [
    { kind: 'pairs', fields: ['reason'] },
    { kind: 'table', field: 'list' },
  ],
} as unknown as Layout;

test('what is filled in stands on the paper to its last character, on as many pages as it needs', () => {
  const sheet = new Sheet({ title: '试', author: '试', at: new Date('2026-11-29T00:00:00Z') });
  const drawn: string[] = [];
  let lowest = 0;
  const draw = sheet.at.bind(sheet);
  sheet.at = (text, y, line) => {
    drawn.push(text);
    lowest = Math.max(lowest, y + (line?.size ?? 0));
    draw(text, y, line);
  };
  const reason = Array.from({ length: 2600 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
  const what = Array.from({ length: 500 }, (_, at) => String.fromCodePoint(0x6000 + at)).join('');
  drawBlocks(sheet, { layout, values: { reason, list: [{ what, more: '短' }] } } as unknown as Printed);
  const pages = sheet.pdf.bufferedPageRange().count;
  sheet.pdf.end();
  const characters = new Set(drawn.join(''));
  expect([...reason, ...what].filter((each) => !characters.has(each) && !sheet.missing.has(each))).toEqual(
    [],
  );
  expect(lowest).toBeLessThanOrEqual(bottom + 1);
  expect(pages).toBeGreaterThan(3);
});
