import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import * as names from './names.ts';

const organisation = reference('organisations.organisation');
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const computed = { computed: true } as const;

/** A company, a person or a household that is asked: one of them. */
const respondentFields = {
  company: field(maybe(reference('registers.company')), { zh: '企业', en: 'Company' }, computed),
  person: field(
    maybe(reference('registers.person')),
    { zh: '个人', en: 'Person' },
    { ...computed, unchecked: true },
  ),
  household: field(
    maybe(reference('registers.household')),
    { zh: '户', en: 'Household' },
    { ...computed, unchecked: true },
  ),
} as const;

/** Which return, and whose. */
const answeredFields = {
  return: field(reference('reporting.return'), { zh: '报表', en: 'Return' }),
  ...respondentFields,
  // Kept by the database: whichever of them it is.
  respondent: field(
    maybe(z.string().max(20)),
    { zh: '填报人标识', en: 'Respondent id' },
    { ...computed, plain: true, detailOnly: true },
  ),
} as const;

/** A company, a person or a household that owes a return (名录). */
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
      {
        plain: true,
        hint: {
          zh: '报表代码.法人、人员或户标识',
          en: 'return.id of the company, the person or the household',
        },
      },
    ),
    ...respondentFields,
    return: field(reference('reporting.return'), { zh: '报表', en: 'Return' }, computed),
    since: field(z.iso.date(), { zh: '自哪天起', en: 'Since' }),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }, { ...computed, detailOnly: true }),
  },
  list: {
    filters: ['return', 'company', 'person', 'household', 'owner'],
    orders: ['code'],
    search: ['code'],
  },
  rights: { read: 'reporting:read', write: 'reporting:design', scope: { department: 'owner' } },
});

/** What one company or person owes, or has handed in, of one return for one period: only the owner's own items. */
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
    zh: '一家企业、一个人或一户一期一张报表：应报、已报、迟报；各单位只见自己报表的题目。',
    en: 'One company, person or household, one period, one return: due, handed in, late. Each owner sees the items of its own return.',
  },
  fields: {
    id: field(z.string().max(90), { zh: '填报编号', en: 'Filing' }, { plain: true, detailOnly: true }),
    ...answeredFields,
    // Kept by the database: by it the right to see answers is another for persons.
    asks: field(
      maybe(z.enum(names.asked)),
      { zh: '填报对象', en: 'Who answers' },
      { ...computed, names: names.askedNames, detailOnly: true },
    ),
    voluntary: field(z.boolean(), { zh: '自愿填报', en: 'On own initiative' }, { detailOnly: true }),
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
    undecided: field(
      maybe(reference('registers.person')),
      { zh: '或为何人所填', en: 'Or answered by' },
      {
        detailOnly: true,
        unchecked: true,
        hint: {
          zh: '基础库把一人拆分为两人，尚不清楚是哪一人填报的，请制表单位认定',
          en: 'The register parted one person in two, and it is not known which of them answered: its department says',
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
    sensitiveAnswers: field(
      maybe(z.record(z.string(), z.string())),
      { zh: '敏感的填报内容', en: 'Sensitive answers' },
      { detailOnly: true, sensitivity: 'sensitive' },
    ),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }),
    rowKey: field(
      maybe(z.string().max(120)),
      { zh: '归集行号', en: 'Row of the dataset' },
      {
        plain: true,
        detailOnly: true,
        hint: {
          zh: '归集到部门数据集后一直用这个行号，无论后来查明是谁填报的',
          en: 'Delivered once, it is this row of the dataset for good, whoever it turns out to be of',
        },
      },
    ),
    batch: field(maybe(z.string()), { zh: '归集批次', en: 'Batch' }, { plain: true, detailOnly: true }),
    deliveredAt: field(maybe(z.iso.datetime()), { zh: '归集时间', en: 'Delivered at' }, { detailOnly: true }),
  },
  list: {
    filters: ['return', 'state', 'late', 'period', 'company', 'person', 'household', 'owner', 'dueOn'],
    orders: ['dueOn', 'id'],
    columns: ['return', 'company', 'person', 'household', 'period', 'dueOn', 'state', 'late'],
  },
  rights: {
    read: 'reporting:read',
    revealOf: {
      field: 'asks',
      rights: {
        company: 'reporting:reveal',
        person: 'reporting:reveal-persons',
        household: 'reporting:reveal-persons',
      },
    },
    scope: { department: 'owner' },
    subject: 'respondent',
  },
  import: false,
});

/** That the city may fill in a sheet from registers and datasets: given, and taken back. Kept when it holds no longer. */
export const Consent = defineRecord({
  module: 'reporting',
  name: 'consent',
  plural: 'consents',
  table: 'reporting.consent',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '取数同意', en: 'Consent to the filling in' },
  description: {
    zh: '谁在什么时候同意用城市已有的数据填写哪张报表，什么时候撤回；撤回后仍在。',
    en: 'Who agreed when that a return is filled in from what the city has, and when it was taken back. It stays.',
  },
  fields: {
    id: field(z.string().max(110), { zh: '同意编号', en: 'Consent' }, { plain: true, detailOnly: true }),
    ...answeredFields,
    period: field(z.string().max(10), { zh: '报告期', en: 'Period' }, { plain: true }),
    endsOn: field(z.iso.date(), { zh: '期末', en: 'Period ends on' }, { detailOnly: true }),
    datasets: field(
      maybe(z.array(z.string())),
      { zh: '部门数据', en: 'Datasets' },
      {
        detailOnly: true,
        hint: {
          zh: '基础库和以前的填报之外，同意查询的部门数据；只列本报表题目用到的',
          en: 'Beside registers and earlier sheets; those that answer questions of this return',
        },
      },
    ),
    basis: field(
      z.string().max(80),
      { zh: '以什么身份', en: 'In what capacity' },
      { plain: true, detailOnly: true },
    ),
    givenBy: field(
      z.string().max(64),
      { zh: '同意的账户', en: 'Account that agreed' },
      { plain: true, detailOnly: true },
    ),
    givenAt: field(z.iso.datetime(), { zh: '同意时间', en: 'Given at' }),
    state: field(
      z.enum(names.consentStates),
      { zh: '状态', en: 'State' },
      { names: names.consentStateNames },
    ),
    endedBy: field(
      maybe(z.string().max(64)),
      { zh: '撤回的账户', en: 'Account that took it back' },
      { plain: true, detailOnly: true },
    ),
    endedAt: field(maybe(z.iso.datetime()), { zh: '撤回、终止时间', en: 'Ended at' }),
    owner: field(organisation, { zh: '制表单位', en: 'Owner' }),
  },
  list: {
    filters: ['return', 'state', 'period', 'company', 'person', 'household', 'owner'],
    orders: ['givenAt', 'id'],
    columns: ['return', 'company', 'person', 'household', 'period', 'givenAt', 'state', 'endedAt'],
  },
  rights: { read: 'reporting:read', scope: { department: 'owner' }, subject: 'respondent' },
  import: false,
});
