import { expect, test } from 'vitest';
import {
  addressCode,
  divisionsOfTheNation,
  makeGazetteer,
  matchAddress,
  normaliseAddress,
  parseAddress,
  standardParts,
  type Division,
} from './index.ts';

const own: readonly (readonly [string, string])[] = [
  ['330281001', '梨洲街道'],
  ['330281001200', '最良村'],
  ['330281001203', '双桥村'],
  ['330281002', '凤山街道'],
  ['330281002001', '梦麟社区'],
  ['330281004', '阳明街道'],
  ['330281004211', '新桥村'],
  ['330281103', '泗门镇'],
  ['330281103201', '双桥村'],
  ['330281106', '马渚镇'],
  ['330281106200', '姚家村'],
];
const gazetteer = makeGazetteer([
  ...divisionsOfTheNation(),
  ...own.map(([code, name]): Division => ({ code, name, level: code.length === 9 ? 'town' : 'community' })),
]);
const home = '330281';

const read = (text: string): string =>
  parseAddress(text, gazetteer)
    .map((part) => `${part.text}/${part.kind}`)
    .join(' ');
const match = (text: string) => matchAddress(parseAddress(text, gazetteer), gazetteer, { home });
const normal = (text: string) => normaliseAddress(parseAddress(text, gazetteer), match(text), gazetteer);
const codeOf = (text: string) => addressCode(standardParts(parseAddress(text, gazetteer), match(text)));

test.each([
  [
    '浙江省宁波市余姚市阳明街道新桥村32号',
    '浙江省/province 宁波市/city 余姚市/county 阳明街道/town 新桥村/community 32号/roadNumber',
  ],
  [
    '余姚市余姚市梨洲街道听雨路三十二号',
    '余姚市/county 余姚市/redundant 梨洲街道/town 听雨路/road 三十二号/roadNumber',
  ],
  [
    '余姚凤山街道晴川花园12幢3单元５０２室',
    '余姚/county 凤山街道/town 晴川花园/poi 12幢/building 3单元/unit ５０２室/room',
  ],
  ['晴川花园12-3-502', '晴川花园/poi 12/building -/redundant 3/unit -/redundant 502/room'],
  ['新西路88弄5号', '新西路/road 88弄/subRoad 5号/subRoadNumber'],
  ['远山路与星桥路交叉口', '远山路/road 与/hint 星桥路/subRoad 交叉口/hint'],
  ['远山路12号科技大厦B座负一楼', '远山路/road 12号/roadNumber 科技大厦/poi B座/building 负一楼/floor'],
  ['最良村3组12号对面', '最良村/community 3组/road 12号/roadNumber 对面/hint'],
  ['宁波江东区百丈东路5号', '宁波/city 江东区/county 百丈东路/road 5号/roadNumber'],
  ['上海市浦东新区远山路2号', '上海市/city 浦东新区/county 远山路/road 2号/roadNumber'],
  ['', ''],
  ['   ', ''],
])('the parts of %s', (text, parts) => {
  expect(read(text)).toBe(parts);
});

test('every part is the text between its places, whatever the text', () => {
  const texts = [
    '余姚市（听雨路）３号#*',
    '🏠余姚市梨洲街道',
    '甲'.repeat(400),
    '1-2-3-4-5-6',
    'abc def',
    '\u0000余姚',
  ];
  for (const text of texts) {
    const parts = parseAddress(text, gazetteer);
    let end = 0;
    for (const part of parts) {
      expect(part.text).toBe(text.slice(part.start, part.end));
      expect(text.slice(end, part.start).trim()).toBe('');
      end = part.end;
    }
    expect(text.slice(end).trim()).toBe('');
  }
});

test.each([
  ['余姚市梨洲街道最良村5号', '330281001200', 'certain', []],
  ['余姚梨洲街道最良村5号', '330281001200', 'certain', ['short-name']],
  ['梨洲街道最良村5号', '330281001200', 'likely', ['home']],
  ['余姚市梨州街道最良村5号', '330281001200', 'likely', ['spelling']],
  ['梨州街道最良村5号', '330281001200', 'likely', ['home', 'spelling']],
  ['虚构街道最良村5号', '330281001200', 'open', ['home']],
  ['余姚市马渚镇姚驾村5号', '330281106200', 'likely', ['spelling']],
  ['余姚市梨洲街道双桥村5号', '330281001203', 'certain', []],
  ['宁波市江东区', '330204', 'likely', ['former']],
])('%s lies in %s', (text, code, confidence, assumed) => {
  const found = match(text);
  expect([found.division?.code, found.confidence, found.assumed.map(({ kind }) => kind)]).toEqual([
    code,
    confidence,
    assumed,
  ]);
});

test('of several that fit none is chosen', () => {
  const { division, confidence, candidates } = match('余姚市双桥村5号');
  expect([division, confidence]).toEqual([undefined, 'open']);
  expect(candidates.map(({ code }) => code)).toEqual(['330281001203', '330281103201']);
});

test('a village in a town where it does not lie is a contradiction, and it is said where it lies', () => {
  const { division, confidence, contradictions } = match('余姚市泗门镇最良村5号');
  expect([division?.code, confidence]).toEqual(['330281103', 'open']);
  expect(
    contradictions.map(({ written, within, elsewhere }) => [written, within, elsewhere[0]?.code]),
  ).toEqual([['最良村', '泗门镇', '330281001200']]);
});

test('words that name no division lead to none', () => {
  expect(match('听雨路8号')).toMatchObject({ division: undefined, confidence: 'open', candidates: [] });
});

test.each([
  '余姚市凤山街道梦麟社区听雨路3号12幢301室',
  '浙江省宁波市余姚市凤山街道梦麟社区听雨路三号12栋301',
  '余姚市余姚市凤山街道梦麟社区听雨路３号第12幢３０１室',
  '凤山街道 梦麟社区 听雨路3号 12号楼 301室',
  '余姚市凤山街道梦麟社区听雨路3号12幢301室（备注：请核对）',
])('one place however it is written: %s', (text) => {
  expect(normal(text)).toEqual({
    text: '浙江省宁波市余姚市凤山街道梦麟社区听雨路3号12幢301室',
    key: '330281002001||road=听雨路|roadNumber=3|building=12|room=301',
  });
  expect(codeOf(text)).toBe(codeOf('余姚市凤山街道梦麟社区听雨路3号12幢301室'));
});

test('another number, another place, a hint: other keys and codes', () => {
  const texts = ['听雨路3号', '听雨路5号', '听雨路3号5幢', '听雨路3号301室', '听雨路3号302室', '听雨街3号'];
  const whole = texts.map((text) => `余姚市凤山街道梦麟社区${text}`);
  expect(new Set(whole.map((text) => normal(text).key)).size).toBe(texts.length);
  expect(new Set(whole.map(codeOf)).size).toBe(texts.length);
  expect(normal('余姚市凤山街道梦麟社区听雨路3号对面').key).not.toBe(normal(whole[0] ?? '').key);
});

test('a code says its division, and homes of a house share its beginning', () => {
  const house = codeOf('余姚市凤山街道梦麟社区听雨路3号');
  expect(house).toMatch(/^330281002001-[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(codeOf('余姚市凤山街道梦麟社区听雨路3号301室')).toMatch(
    new RegExp(`^${house}-[0-9A-HJKMNP-TV-Z]{6}$`),
  );
  expect(codeOf('余姚市凤山街道听雨路3号')).toMatch(/^330281002000-/);
});

test.each([
  '余姚市听雨路3号',
  '余姚市凤山街道',
  '余姚市凤山街道听雨路',
  '余姚市凤山街道听雨路3号对面',
  '余姚市泗门镇最良村3号',
])('%s is no standard address and gets no code', (text) => {
  expect(codeOf(text)).toBeUndefined();
});
