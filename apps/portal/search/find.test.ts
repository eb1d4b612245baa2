import { expect, test } from 'vitest';
import { find, type Findable } from './find.ts';
import { morePlaces, places } from './places.ts';

const entry = (code: string, zh: string, en: string, line: string): Findable => ({
  kind: 'entry',
  to: `/catalogue/${code}`,
  title: { zh, en },
  line: { zh: line, en: '' },
  words: [],
});
const target = (id: string, zh: string, en: string): Findable => ({
  kind: 'target',
  to: `/plan#${id}`,
  title: { zh, en },
  line: { zh: '规划 三（三）1', en: 'Plan, clause 三（三）1' },
});
const items = [
  ...places,
  ...morePlaces,
  entry('residents', '户籍人口', 'Registered residents', '公安局'),
  entry('insured', '参保人员', 'Insured persons', '人力资源和社会保障局'),
  entry('companies', '市场主体登记', 'Registered companies', '市场监督管理局'),
  entry('health', '居民健康档案（基本信息）', 'Resident health records (basic)', '卫生健康局'),
  target('fibre', '家庭用户光纤网络覆盖率', 'Homes covered by fibre'),
  target('hotspots', '加强WLAN热点覆盖', 'More public wireless hotspots'),
];

test.for([
  ['谁看过我的信息', '/my/looks'],
  ['有没有人偷看我的数据', '/my/looks'],
  ['who looked at my data?', '/my/looks'],
  ['我的手机号码登记的是多少', '/my/data'],
  ['what does the city have on me', '/my/data'],
  ['社保', '/catalogue/insured'],
  ['医保', '/catalogue/insured'],
  ['pension', '/catalogue/insured'],
  ['我要开店', '/catalogue/companies'],
  ['ＷＬＡＮ', '/plan#hotspots'],
  ['家里的宽带', '/plan#fibre'],
  ['fibre', '/plan#fibre'],
  ['字太小，要大字', '/accessibility'],
  ['密码', '/sign-in'],
  ['部门怎么交数据', '/console/'],
  ['参保人员', '/catalogue/insured'],
] as const)('“%s” leads first to %s', ([question, to]) => {
  expect(find(question, items)[0]?.to).toBe(to);
});

test.for(['', '   ', '？', 'xylophone', '量子纠缠'])('“%s” finds nothing rather than a guess', (question) => {
  expect(find(question, items)).toEqual([]);
});

test('what is far behind the best is left out', () => {
  const broadband = target('rate', '全市宽带平均接入速率', 'Average broadband access rate');
  const found = find('谁看过我的信息', [...items, broadband]).map(({ to }) => to);
  expect(found[0]).toBe('/my/looks');
  expect(found).not.toContain('/plan#rate');
});

test('every card is found by its own title, in both languages', () => {
  for (const { to, title } of places) {
    expect(find(title.zh, items)[0]?.to).toBe(to);
    expect(find(title.en, items)[0]?.to).toBe(to);
  }
});
