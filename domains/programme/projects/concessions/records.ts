import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';
import { undertakingCode } from '../undertakings/shapes.ts';
import { countNames, counts, modeNames, modes, rhythmNames } from './names.ts';
import { rhythms } from './periods.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const detail = { detailOnly: true } as const;
const organisation = () => reference('organisations.organisation');
const unit = field(
  organisation(),
  { zh: '授权单位', en: 'Granting unit' },
  { aliases: ['责任单位', '实施机构'] },
);
const rights = { read: 'projects:read', write: 'projects:write', scope: { department: 'unit' } } as const;

/** `1000000:5; 3000000:8; 10`: yuan and per cent of each band; the last, without an end, has the per cent alone. */
const bands = z.string().max(300);

/** An agreement by which a firm operates something for the city and shares its revenue (特许经营、政府和社会资本合作). */
export const Concession = defineRecord({
  module: 'projects',
  name: 'concession',
  plural: 'concessions',
  table: 'projects.concession',
  key: 'code',
  label: 'title',
  versions: 'valid-time',
  title: { zh: '特许经营', en: 'Concession' },
  fields: {
    code: field(undertakingCode, { zh: '协议编号', en: 'Code' }),
    title: field(z.string().min(2).max(200), { zh: '协议名称', en: 'Title' }, { aliases: ['名称'] }),
    unit,
    operator: field(z.string().min(2).max(200), { zh: '经营者', en: 'Operator' }),
    mode: field(z.enum(modes), { zh: '方式', en: 'Mode' }, { ...detail, names: modeNames }),
    undertaking: field(
      maybe(reference('projects.undertaking')),
      { zh: '建设项目', en: 'Undertaking' },
      { ...detail, aliases: ['项目编号'] },
    ),
    startsOn: field(z.iso.date(), { zh: '开始日期', en: 'Starts on' }),
    endsOn: field(z.iso.date(), { zh: '期满日期', en: 'Ends on' }),
    rhythm: field(
      z.enum(rhythms),
      { zh: '报送周期', en: 'Revenue is reported' },
      { ...detail, names: rhythmNames },
    ),
    dueDays: field(z.int().min(1).max(180), { zh: '期后报送天数', en: 'Days after the period' }, detail),
    bands: field(
      bands,
      { zh: '分成档次', en: 'Bands of the share' },
      {
        ...detail,
        hint: {
          zh: '各档上限（元）和市方比例（%），如：1000000:5; 3000000:8; 10',
          en: 'end of each band in yuan and the city’s per cent, as 1000000:5; 3000000:8; 10',
        },
      },
    ),
    countedBy: field(z.enum(counts), { zh: '档次计算', en: 'Bands count' }, { ...detail, names: countNames }),
    terminatedOn: field(maybe(z.iso.date()), { zh: '提前终止', en: 'Terminated on' }),
    terminatedWhy: field(maybe(z.string().max(500)), { zh: '终止原因', en: 'Why terminated' }, detail),
  },
  list: {
    filters: ['unit', 'undertaking', 'mode', 'startsOn', 'endsOn', 'terminatedOn'],
    orders: ['code', 'endsOn'],
    search: ['code', 'title', 'operator'],
    columns: ['code', 'title', 'operator', 'startsOn', 'endsOn', 'terminatedOn'],
  },
  rights,
});

/** What the operator says to have earned in one period. */
export const Revenue = defineRecord({
  module: 'projects',
  name: 'revenue',
  plural: 'revenues',
  table: 'projects.revenue',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '经营收入', en: 'Revenue' },
  fields: {
    id: field(
      z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,38}\.\d{4}(-(\d{2}|Q[1-4]))?$/),
      { zh: '收入编号', en: 'Id' },
      { hint: { zh: '协议编号.期，如 TX-01.2026-Q1', en: 'Concession, dot, period: TX-01.2026-Q1' } },
    ),
    concession: field(
      reference('projects.concession'),
      { zh: '协议', en: 'Concession' },
      { aliases: ['协议编号'] },
    ),
    unit,
    revenueFen: field(money(), { zh: '经营收入', en: 'Revenue' }, { aliases: ['收入'] }),
    reportedOn: field(z.iso.date(), { zh: '报送日期', en: 'Reported on' }),
    note: field(maybe(z.string().max(500)), { zh: '说明', en: 'Note' }, detail),
  },
  list: {
    filters: ['concession', 'unit', 'reportedOn'],
    orders: ['id'],
    columns: ['id', 'concession', 'revenueFen', 'reportedOn'],
  },
  rights,
});

/** What the operator paid of the city's share. */
export const Remittance = defineRecord({
  module: 'projects',
  name: 'remittance',
  plural: 'remittances',
  table: 'projects.remittance',
  key: 'number',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '分成缴款', en: 'Share paid' },
  fields: {
    number: field(z.string().min(1).max(64), { zh: '缴款编号', en: 'Number' }),
    revenue: field(
      reference('projects.revenue'),
      { zh: '所属收入', en: 'Of the revenue' },
      { aliases: ['收入编号'] },
    ),
    concession: field(
      reference('projects.concession'),
      { zh: '协议', en: 'Concession' },
      { aliases: ['协议编号'] },
    ),
    unit,
    paidOn: field(z.iso.date(), { zh: '缴款日期', en: 'Paid on' }),
    amountFen: field(money(1), { zh: '金额', en: 'Amount' }),
  },
  list: {
    filters: ['concession', 'revenue', 'unit', 'paidOn'],
    orders: ['paidOn', 'amountFen'],
    search: ['number'],
  },
  rights,
});
