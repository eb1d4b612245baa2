import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import * as names from './names.ts';

export * from './filed.ts';
export * from './names.ts';

const organisation = reference('organisations.organisation');
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const noted = { computed: true, detailOnly: true } as const;
const computed = { computed: true } as const;
const returnCode = z.string().regex(/^[a-z][a-z0-9-]{2,40}$/);

/** A form that the city's departments make companies or persons fill in, period after period or on occasion. */
export const Return = defineRecord({
  module: 'reporting',
  name: 'return',
  plural: 'returns',
  table: 'reporting.return',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '报表', en: 'Return' },
  description: {
    zh: '各单位要求企业、个人和户填报的表：题目取自信息资源目录，一次填报，各取所需。',
    en: 'What departments ask of companies, persons and households: made of catalogue items, filled in once for all of them.',
  },
  fields: {
    code: field(
      returnCode,
      { zh: '报表代码', en: 'Code' },
      {
        plain: true,
        hint: {
          zh: '小写字母、数字和 -；也是目录中这份数据的标识',
          en: 'small letters, digits and -; its data stand in the catalogue under it',
        },
      },
    ),
    titleZh: field(words(120), { zh: '名称', en: 'Title in Chinese' }, { language: 'zh' }),
    titleEn: field(maybe(words(200)), { zh: '英文名称', en: 'Title' }, { language: 'en' }),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }),
    asks: field(z.enum(names.asked), { zh: '填报对象', en: 'Asks' }, { names: names.askedNames }),
    circle: field(
      z.enum(names.circles),
      { zh: '填报范围', en: 'Which of them' },
      {
        names: names.circleNames,
        hint: { zh: '企业只按名录；个人三种都可以', en: 'Companies by list; persons in each of these ways' },
      },
    ),
    place: field(
      maybe(reference('organisations.division')),
      { zh: '居住地', en: 'Living in' },
      { detailOnly: true, hint: { zh: '不填为全市', en: 'The whole city when empty' } },
    ),
    ageFrom: field(
      maybe(z.int().min(0).max(150)),
      { zh: '年满（周岁）', en: 'Age, from' },
      { detailOnly: true },
    ),
    ageTo: field(
      maybe(z.int().min(0).max(150)),
      { zh: '至（周岁，含）', en: 'Age, to' },
      { detailOnly: true, hint: { zh: '按期末当日计算', en: 'As it is on the last day of the period' } },
    ),
    realName: field(
      maybe(z.int().min(2).max(3)),
      { zh: '实名等级', en: 'Real-name level' },
      {
        detailOnly: true,
        hint: { zh: '个人填报须达到的等级，不填为 2 级', en: 'That a person must have; 2 when empty' },
      },
    ),
    period: field(z.enum(names.periods), { zh: '报告期别', en: 'Period' }, { names: names.periodNames }),
    dueDays: field(
      z.int().min(1).max(120),
      { zh: '报送期限（期后工作日）', en: 'Due, working days after the period' },
      {},
    ),
    beginsOn: field(
      z.iso.date(),
      { zh: '首个报告期起始日', en: 'First period begins on' },
      {
        detailOnly: true,
        hint: { zh: '一次性报表为时点日，当日起填报', en: 'Of what is asked once: the day it is about' },
      },
    ),
    basis: field(
      words(500),
      { zh: '制表依据', en: 'Legal basis' },
      {
        detailOnly: true,
        hint: { zh: '法规名称和条款，或批准文号', en: 'The law and its article, or the approval' },
      },
    ),
    state: field(z.enum(names.states), { zh: '状态', en: 'State' }, { ...computed, names: names.stateNames }),
    publishedAt: field(maybe(z.iso.datetime()), { zh: '发布时间', en: 'Published at' }, noted),
    retiredAt: field(maybe(z.iso.datetime()), { zh: '停止时间', en: 'Retired at' }, noted),
    retiredWhy: field(maybe(z.string()), { zh: '停止理由', en: 'Why it was retired' }, noted),
    reconstructed: field(
      z.boolean(),
      { zh: '重构', en: 'Reconstructed' },
      { ...noted, hint: { zh: '样例报表，不是真实的制度', en: 'A sample: no such return is known' } },
    ),
  },
  list: {
    filters: ['state', 'owner', 'asks', 'period'],
    orders: ['code'],
    search: ['titleZh', 'titleEn', 'code'],
  },
  rights: { read: 'reporting:read', write: 'reporting:design', scope: { department: 'owner' } },
});

/** One question of a return. */
export const Question = defineRecord({
  module: 'reporting',
  name: 'question',
  plural: 'questions',
  table: 'reporting.question',
  key: 'code',
  label: 'labelZh',
  labelEn: 'labelEn',
  versions: 'valid-time',
  title: { zh: '报表题目', en: 'Question of a return' },
  fields: {
    code: field(
      z.string().regex(/^[a-z][a-z0-9-]{2,40}\.[a-z][A-Za-z0-9]{0,39}$/),
      { zh: '题目代码', en: 'Code' },
      {
        plain: true,
        hint: { zh: '报表代码.列名，如 tjj-output.employees', en: 'return.column: tjj-output.employees' },
      },
    ),
    labelZh: field(
      words(60),
      { zh: '题目', en: 'Question in Chinese' },
      { language: 'zh', aliases: ['名称'] },
    ),
    labelEn: field(maybe(words(120)), { zh: '英文题目', en: 'Question' }, { language: 'en' }),
    position: field(z.int().min(1).max(500), { zh: '序号', en: 'No.' }),
    type: field(z.enum(names.types), { zh: '类型', en: 'Type' }, { names: names.typeNames }),
    unit: field(maybe(z.string().trim().min(1).max(20)), { zh: '计量单位', en: 'Unit' }, { plain: true }),
    nature: field(
      z.enum(names.natures),
      { zh: '时间属性', en: 'In time' },
      { names: names.natureNames, aliases: ['属性'] },
    ),
    required: field(z.boolean(), { zh: '必填', en: 'Required' }),
    item: field(
      maybe(z.string().regex(/^[a-z][a-z0-9-]{2,40}\.[a-z][A-Za-z0-9]{0,59}$/)),
      { zh: '取自信息项', en: 'Takes the item' },
      {
        plain: true,
        hint: {
          zh: '资源代码.信息项，或 company.name、person.name 等基础库项',
          en: 'resource.item, or company.name, person.name of a register',
        },
      },
    ),
    why: field(
      maybe(words(500)),
      { zh: '重复提出的理由', en: 'Why it is asked again' },
      {
        hint: {
          zh: '城市已有或别处已问，仍要单独问的，写明理由',
          en: 'Where the city has it, or others ask it',
        },
      },
    ),
    sensitivity: field(
      maybe(z.enum(names.questionSensitivities)),
      { zh: '敏感级别', en: 'Sensitivity' },
      {
        names: names.sensitivityNames,
        hint: {
          zh: '不填为内部，问个人的至少为个人信息；取自的或重复提出的信息项更严的，从严',
          en: 'Internal when empty, and personal at the least where persons are asked; as strict as the item that it takes or asks again',
        },
      },
    ),
    standing: field(
      z.enum(names.standings),
      { zh: '查重结论', en: 'Who asked it already' },
      { ...computed, names: names.standingNames },
    ),
    return: field(reference('reporting.return'), { zh: '报表', en: 'Return' }, computed),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }, { ...computed, detailOnly: true }),
  },
  list: {
    filters: ['return', 'standing', 'owner', 'item', 'nature'],
    orders: ['code', 'position'],
    search: ['labelZh', 'code'],
    columns: ['code', 'labelZh', 'type', 'unit', 'nature', 'item', 'standing', 'why'],
  },
  rights: { read: 'reporting:read', write: 'reporting:design', scope: { department: 'owner' } },
});
