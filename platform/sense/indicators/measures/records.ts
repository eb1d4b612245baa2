import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { audienceNames, directionNames, grainNames, kindNames } from './names.ts';
import {
  aggregates,
  Aggregate,
  audiences,
  Derivation,
  Dimension,
  directions,
  grains,
  MeasureCode,
  Targets,
} from './shapes.ts';

const open = { sensitivity: 'public' } as const;
const detail = { ...open, detailOnly: true } as const;
const words = (most: number) => z.string().min(1).max(most);

/** A measure as it is declared: what is added up over which rows, by which periods and dimensions, and whose it is. */
export const Measure = defineRecord({
  module: 'indicators',
  name: 'measure',
  plural: 'measures',
  table: 'indicators.measure',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '指标定义', en: 'Measure' },
  description: {
    zh: '指标登记：口径、分子分母、时期、维度、负责单位和保密规则；修改留痕。',
    en: 'The register of measures: what is counted, over what, by which periods and dimensions, and who answers for it.',
  },
  fields: {
    code: field(MeasureCode, { zh: '代码', en: 'Code' }, { ...open, plain: true }),
    titleZh: field(words(100), { zh: '名称', en: 'Name in Chinese' }, { ...open, language: 'zh' }),
    titleEn: field(words(200), { zh: '英文名称', en: 'Name' }, { ...open, language: 'en' }),
    definitionZh: field(
      words(1000),
      { zh: '口径', en: 'Definition in Chinese' },
      { ...detail, language: 'zh' },
    ),
    definitionEn: field(words(1000), { zh: '英文口径', en: 'Definition' }, { ...detail, language: 'en' }),
    unitZh: field(words(30), { zh: '单位', en: 'Unit in Chinese' }, { ...open, language: 'zh' }),
    unitEn: field(words(30), { zh: '英文单位', en: 'Unit' }, { ...open, language: 'en' }),
    kind: field(
      z.enum([...aggregates, 'ratio', 'derived']),
      { zh: '种类', en: 'Kind' },
      { ...open, names: kindNames },
    ),
    grain: field(z.enum(grains), { zh: '统计周期', en: 'Period' }, { ...open, names: grainNames }),
    direction: field(z.enum(directions), { zh: '方向', en: 'Direction' }, { ...open, names: directionNames }),
    owner: field(reference('organisations.organisation'), { zh: '负责单位', en: 'Owner' }, open),
    audience: field(z.enum(audiences), { zh: '公开', en: 'Open to' }, { ...open, names: audienceNames }),
    sources: field(z.array(z.string()), { zh: '数据来源', en: 'Sources' }, detail),
    factor: field(z.number(), { zh: '倍数', en: 'Factor' }, detail),
    numerator: field(Aggregate.nullable().optional(), { zh: '分子', en: 'Numerator' }, detail),
    denominator: field(Aggregate.nullable().optional(), { zh: '分母', en: 'Denominator' }, detail),
    derived: field(Derivation.nullable().optional(), { zh: '派生自', en: 'Made of' }, detail),
    dimensions: field(z.array(Dimension), { zh: '维度', en: 'Dimensions' }, detail),
    secrecyLeast: field(
      z.int().nullable().optional(),
      { zh: '少于几个不显示', en: 'Counts below this are hidden' },
      detail,
    ),
    targets: field(Targets.nullable().optional(), { zh: '目标', en: 'Targets' }, detail),
  },
  list: {
    filters: ['kind', 'grain', 'direction', 'owner', 'audience'],
    orders: ['code', 'titleZh'],
    search: ['code', 'titleZh', 'titleEn'],
    columns: [
      'code',
      'titleZh',
      'titleEn',
      'unitZh',
      'unitEn',
      'kind',
      'grain',
      'direction',
      'owner',
      'audience',
    ],
  },
  rights: { read: 'indicators:read', scope: undivided },
});
