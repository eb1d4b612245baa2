/** Organisations of the city that stand in for those who answer for a lift. */
export const [property, maintainer, watcher, other] = [
  '330281-jtj',
  '330281-dianxin',
  '330281-liantong',
  '330281-wsj',
];

const header =
  '设备注册代码,使用地点,区划代码,制造厂家,维保单位,使用单位,投入使用日期,上次检验日期,检验有效期至,是否监测,监测单位';
const line = (code: string, rest: string) =>
  `${code},试验小区 1 幢,330281001001,试验电梯厂,${maintainer},${rest}`;
/** Three good lifts, and four that are wrong each in its own way. */
export const rows = [
  header,
  line('LIFT-0001', `${property},2018-05-01,2026-03-01,2027-03-01,是,${watcher}`),
  line('LIFT-0002', `${property},2012-05-01,2025-03-01,2026-03-01,否,`),
  line('LIFT-0003', `${property},2018-05-01,2026-03-01,2027-03-01,否,`),
  line('LIFT-0004', `${property},2018-05-01,2026-03-01,2027-03-01,是,`),
  line('LIFT-0005', `${property},2018-05-01,2026-03-01,2025-03-01,否,`),
  line('LIFT-0006', `${other},2018-05-01,2026-03-01,2027-03-01,否,`),
  'LIFT-0007,试验小区,330281001,试验电梯厂,330281-dianxin,330281-jtj,2018-05-01,,2027-03-01,否,',
].join('\n');
