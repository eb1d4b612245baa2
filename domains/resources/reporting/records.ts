import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import * as names from './names.ts';

export * from './names.ts';

const organisation = reference('organisations.organisation');
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const noted = { computed: true, detailOnly: true } as const;
const computed = { computed: true } as const;
const returnCode = z.string().regex(/^[a-z][a-z0-9-]{2,40}$/);

/** A form that the city's departments make companies fill in, period after period. */
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
    zh: '各单位要求企业定期填报的表：题目取自信息资源目录，企业一次填报，各取所需。',
    en: 'What departments ask of companies, period after period: made of catalogue items, filled in once for all of them.',
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
    period: field(z.enum(names.periods), { zh: '报告期别', en: 'Period' }, { names: names.periodNames }),
    dueDays: field(
      z.int().min(1).max(120),
      { zh: '报送期限（期后工作日）', en: 'Due, working days after the period' },
      {},
    ),
    beginsOn: field(
      z.iso.date(),
      { zh: '首个报告期起始日', en: 'First period begins on' },
      { detailOnly: true },
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
    filters: ['state', 'owner', 'period'],
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
          zh: '资源代码.信息项，或 company.name 等基础库项',
          en: 'resource.item, or company.name of the register',
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
          zh: '不填为内部；取自的或重复提出的信息项更严的，从严',
          en: 'Internal when empty; as strict as the item that it takes or asks again',
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

/** A company that owes a return (名录). */
export const Respondent = defineRecord({
  module: 'reporting',
  name: 'respondent',
  plural: 'respondents',
  table: 'reporting.respondent',
  key: 'code',
  label: 'code',
  versions: 'valid-time',
  title: { zh: '填报名录', en: 'Who reports' },
  fields: {
    code: field(
      z.string().regex(/^[a-z][a-z0-9-]{2,40}\.[A-Za-z0-9-]{1,20}$/),
      { zh: '名录代码', en: 'Code' },
      { plain: true, hint: { zh: '报表代码.法人标识', en: 'return.company id' } },
    ),
    company: field(reference('registers.company'), { zh: '企业', en: 'Company' }, computed),
    return: field(reference('reporting.return'), { zh: '报表', en: 'Return' }, computed),
    since: field(z.iso.date(), { zh: '自哪天起', en: 'Since' }),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }, { ...computed, detailOnly: true }),
  },
  list: { filters: ['return', 'company', 'owner'], orders: ['code'], search: ['code'] },
  rights: { read: 'reporting:read', write: 'reporting:design', scope: { department: 'owner' } },
});

/** What one company owes, or has handed in, of one return for one period: only the owner's own items. */
export const Filing = defineRecord({
  module: 'reporting',
  name: 'filing',
  plural: 'filings',
  table: 'reporting.filing',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '填报', en: 'Filing' },
  description: {
    zh: '一家企业一期一张报表：应报、已报、迟报；各单位只见自己报表的题目。',
    en: 'One company, one period, one return: due, handed in, late. Each owner sees the items of its own return.',
  },
  fields: {
    id: field(z.string().max(90), { zh: '填报编号', en: 'Filing' }, { plain: true, detailOnly: true }),
    return: field(reference('reporting.return'), { zh: '报表', en: 'Return' }),
    company: field(reference('registers.company'), { zh: '企业', en: 'Company' }),
    period: field(z.string().max(10), { zh: '报告期', en: 'Period' }, { plain: true }),
    endsOn: field(z.iso.date(), { zh: '期末', en: 'Period ends on' }, { detailOnly: true }),
    dueOn: field(z.iso.date(), { zh: '期限', en: 'Due on' }),
    dueUncertain: field(
      z.boolean(),
      { zh: '期限未定', en: 'Due day not certain' },
      {
        detailOnly: true,
        hint: {
          zh: '期限所在年份的放假安排尚未公布，公布后重新推算',
          en: 'It lies in a year whose holidays are not published yet, and is reckoned anew when they are',
        },
      },
    ),
    state: field(z.enum(names.filingStates), { zh: '状态', en: 'State' }, { names: names.filingStateNames }),
    late: field(z.boolean(), { zh: '迟报', en: 'Late' }),
    handedInAt: field(maybe(z.iso.datetime()), { zh: '报送时间', en: 'Handed in at' }),
    receipt: field(maybe(z.string()), { zh: '回执号', en: 'Receipt' }, { plain: true, detailOnly: true }),
    corrections: field(z.int(), { zh: '更正次数', en: 'Corrections' }, { detailOnly: true }),
    correctedLate: field(
      z.boolean(),
      { zh: '期限后更正', en: 'Corrected after it was due' },
      { detailOnly: true },
    ),
    questions: field(maybe(z.int()), { zh: '题目数', en: 'Questions' }, { detailOnly: true }),
    answers: field(
      maybe(z.record(z.string(), z.string())),
      { zh: '填报内容', en: 'Answers' },
      { detailOnly: true, sensitivity: 'personal' },
    ),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }),
    batch: field(maybe(z.string()), { zh: '归集批次', en: 'Batch' }, { plain: true, detailOnly: true }),
    deliveredAt: field(maybe(z.iso.datetime()), { zh: '归集时间', en: 'Delivered at' }, { detailOnly: true }),
  },
  list: {
    filters: ['return', 'state', 'late', 'period', 'company', 'owner', 'dueOn'],
    orders: ['dueOn', 'id'],
    columns: ['return', 'company', 'period', 'dueOn', 'state', 'late', 'handedInAt'],
  },
  rights: {
    read: 'reporting:read',
    reveal: 'reporting:reveal',
    scope: { department: 'owner' },
    subject: 'company',
  },
  import: false,
});
