import { expect, test } from 'vitest';
import { maskAccount, maskAddress, maskCitizenId, maskMobile, maskName } from './index.ts';

test.each([
  ['张三', '张*'],
  ['张小三', '张*三'],
  ['欧阳小三', '欧**三'],
  ['𠮷田三', '𠮷*三'],
  ['张', '*'],
  ['', ''],
])('the name %s is shown as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test('numbers keep only what helps to tell them apart, and short ones nothing', () => {
  expect(maskCitizenId('11010519491231002X')).toBe('110105********002X');
  expect(maskCitizenId('110105')).toBe('******');
  expect(maskMobile('13800000000')).toBe('138****0000');
  expect(maskMobile('6270')).toBe('****');
  expect(maskAccount('6222020000000001234')).toBe('***************1234');
  expect(maskAccount('1234')).toBe('****');
});

test.each([
  ['浙江省余姚市阳明街道某某路1号2幢301室', '浙江省余姚市阳明街道***'],
  ['浙江省宁波市镇海区骆驼街道某某路1号', '浙江省宁波市镇海区骆驼街道***'],
  ['余姚市丈亭镇某某村1号', '余姚市丈亭镇***'],
  ['余姚市南雷路1号', '余姚市南雷路***'],
  ['余姚市阳明街道', '余姚市阳明街道'],
  ['某处1号', '***'],
])('the address %s is shown as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
});
