import { expect, test } from 'vitest';
import { breakLines } from './line-break.ts';

/** One for a Chinese character, half for an ASCII one. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, each) => sum + ((each.codePointAt(0) ?? 0) < 128 ? 0.5 : 1), 0);

test.for([
  ['余姚市人民政府', 4, 0, ['余姚市人', '民政府']],
  ['余姚市人民政府', 4, 2, ['余姚', '市人民政', '府']],
  ['一二三四，五六', 4, 0, ['一二三', '四，五六']],
  ['一二三（四五）', 4, 0, ['一二三', '（四五）']],
  ['一二三四）。五', 4, 0, ['一二三', '四）。五']],
  ['见 GB/T 9704-2012 第七章', 4, 0, ['见 GB/T', '9704-', '2012 第', '七章']],
  ['', 4, 0, ['']],
  ['，，，，，，', 4, 0, ['，，，，', '，，']],
] as const)('%s in %d', ([text, width, indent, lines]) => {
  expect(breakLines(text, widthOf, width, indent).join('').replaceAll(' ', '')).toBe(
    text.replaceAll(' ', ''),
  );
  if (!/[A-Z]/.test(text)) expect(breakLines(text, widthOf, width, indent)).toEqual(lines);
  for (const line of breakLines(text, widthOf, width, indent))
    expect(widthOf(line)).toBeLessThanOrEqual(width);
});

test('no line begins with a sign that closes or ends with one that opens, whatever the width', () => {
  const text =
    '根据《中华人民共和国档案法》（2020年修订），各镇（街道）、各部门：“应归尽归、应收尽收”；不得拒绝归档。';
  for (let width = 6; width < 30; width += 1)
    for (const line of breakLines(text, widthOf, width).slice(1)) {
      expect(line).not.toMatch(/^[，。、；：）》”]/);
      expect(line).not.toMatch(/[（《“]$/);
    }
});
