import { expect, test } from 'vitest';
import { maskStyles } from './field.ts';
import { maskValue } from './mask.ts';

test.each([
  ['name', '王小明', '王*明'],
  ['citizen-id', '000000199001010015', '000000********0015'],
  ['credit-code', '91330281MA2ABCDE1X', '91************DE1X'],
  ['mobile', '19900001234', '199****1234'],
  ['account', '6222000011112222', '************2222'],
  ['date', '1990-01-31', '1990-**-**'],
  ['hidden', '任何', '***'],
  ['credit-code', '短', '***'],
] as const)('%s shows %s as %s', (style, value, masked) => {
  expect(maskValue(value, style)).toBe(masked);
});

test('what is missing stays missing, what is no text is hidden whole, nothing is shown as it is', () => {
  expect(maskValue(null, 'name')).toBeNull();
  expect(maskValue(42, 'name')).toBe('***');
  expect(maskValue({ type: 'Point', coordinates: [121, 30] })).toBe('***');
  for (const style of maskStyles)
    expect(maskValue('浙江省余姚市阳明街道某路1号某幢', style)).not.toBe('浙江省余姚市阳明街道某路1号某幢');
});
