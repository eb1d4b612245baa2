import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';
import { Criterion, Judged, Rule } from '#platform/matter/assessment/contract';
import { states } from './contract.ts';
import { texts } from './texts.ts';

const module = 'grants';
const code = () => z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/);
const key = z.string().max(64);
const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const organisation = (zh: string, en: string) =>
  field(reference('organisations.organisation'), { zh, en }, { unchecked: true });
const words = (zh: string, en: string, language: 'zh' | 'en', more: object = {}) =>
  field(z.string().min(1).max(1000), { zh, en }, { language, ...more });
const late = { detailOnly: true } as const;
const raw = { detailOnly: true, plain: true } as const;
const masked = (sensitivity: 'personal' | 'sensitive', mask: 'name' | 'account') =>
  ({ sensitivity, mask, ...late }) as const;
const scope = { department: 'organisation' } as const;
const audience = z.enum(['company', 'person']);
const audiences = { names: { company: texts.company, person: texts.person } };

export const Scheme = defineRecord({
  module,
  name: 'scheme',
  plural: 'schemes',
  table: 'grants.scheme',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '补助项目', en: 'Scheme' },
  fields: {
    code: field(code(), { zh: '编号', en: 'Code' }),
    titleZh: words('名称', 'Title in Chinese', 'zh'),
    titleEn: words('英文名', 'Title', 'en'),
    whoZh: words('谁可以申请', 'Who may apply, in Chinese', 'zh', late),
    whoEn: words('英文：谁可以申请', 'Who may apply', 'en', late),
    matter: field(code(), { zh: '补助事由', en: 'Matter' }, raw),
    organisation: organisation('主管单位', 'Organisation'),
    funder: organisation('拨付单位', 'Funder'),
    audience: field(audience, { zh: '对象', en: 'For' }, audiences),
    form: field(code(), { zh: '申请表', en: 'Form' }, raw),
    article: field(key, { zh: '政策文件', en: 'Policy' }, raw),
    paper: field(code(), { zh: '文书模板', en: 'Paper' }, raw),
    budgetFen: field(money(1), { zh: '预算', en: 'Budget' }),
    capFen: field(money(1), { zh: '单户上限', en: 'Most for each' }),
    opensAt: field(z.iso.datetime(), { zh: '开始受理', en: 'Opens' }),
    closesAt: field(z.iso.datetime(), { zh: '截止', en: 'Closes' }),
    checks: field(z.array(Rule), { zh: '自动核验', en: 'Checks' }, late),
    criteria: field(z.array(Criterion).min(1), { zh: '评审标准', en: 'Criteria' }, late),
    reviewers: field(z.int().min(1).max(15), { zh: '评审人数', en: 'Reviewers' }, late),
    passMark: field(z.int().min(0), { zh: '合格分', en: 'Pass mark' }, late),
    publicityDays: field(z.int().min(1).max(60), { zh: '公示工作日', en: 'Working days of publicity' }, late),
    reportMonths: field(z.int().min(0).max(60), { zh: '几个月后报告', en: 'Report after months' }, late),
  },
  list: { filters: ['organisation', 'audience', 'closesAt'], orders: ['closesAt'], search: ['titleZh'] },
  rights: { read: 'grants:read', write: 'grants:manage', scope },
});

export const Application = defineRecord({
  module,
  name: 'application',
  plural: 'applications',
  table: 'grants.application',
  key: 'id',
  label: 'receipt',
  versions: 'valid-time',
  import: false,
  title: { zh: '补助申请', en: 'Application' },
  fields: {
    id: field(key, { zh: '编号', en: 'Id' }, late),
    receipt: field(key, { zh: '回执号', en: 'Receipt' }),
    scheme: field(reference('grants.scheme'), { zh: '项目', en: 'Scheme' }),
    matter: field(code(), { zh: '补助事由', en: 'Matter' }, raw),
    organisation: organisation('主管单位', 'Organisation'),
    applicantKind: field(audience, { zh: '申请方类别', en: 'Applicant is' }, { ...audiences, ...late }),
    applicant: field(key, { zh: '申请方标识', en: 'Key of the applicant' }, raw),
    applicantName: field(z.string(), texts.applicant),
    payeeName: field(z.string(), { zh: '收款人', en: 'Payee' }, masked('personal', 'name')),
    account: field(key, { zh: '经办账号', en: 'Handed in by' }, raw),
    payeeAccount: field(z.string(), { zh: '收款账号', en: 'Bank account' }, masked('sensitive', 'account')),
    askedFen: field(money(1), { zh: '申请金额', en: 'Asked' }),
    grantedFen: field(optional(money(1)), { zh: '核定金额', en: 'Granted' }),
    state: field(z.enum(states), { zh: '状态', en: 'State' }, { names: texts }),
    checks: field(z.array(Judged), { zh: '核验结果', en: 'Checks' }, late),
    score: field(optional(z.int()), { zh: '评审分（百分之一分）', en: 'Score (hundredths)' }),
    why: field(optional(z.string()), { zh: '说明', en: 'Words' }, late),
    filedAt: field(z.iso.datetime(), { zh: '收到', en: 'Filed' }),
    article: field(optional(key), { zh: '公示', en: 'Publicity' }, raw),
    paper: field(optional(key), { zh: '文书', en: 'Paper' }, raw),
    reportDueAt: field(optional(z.iso.datetime()), { zh: '报告期限', en: 'Report due' }),
  },
  list: { filters: ['state', 'scheme', 'organisation'], orders: ['filedAt'], search: ['receipt'] },
  rights: { read: 'grants:read', reveal: 'grants:reveal', scope, subject: 'applicant' },
});
