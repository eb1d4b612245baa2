import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { Finding } from './shapes.ts';

const module = 'inspections';
const code = () => z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const organisation = field(
  reference('organisations.organisation'),
  { zh: '检查单位', en: 'Organisation' },
  { computed: true, unchecked: true },
);
const kind = field(code(), { zh: '检查种类', en: 'Kind' }, { plain: true });
const object = field(z.string().max(64), { zh: '检查对象', en: 'Object' }, { plain: true });
const scope = { department: 'organisation' } as const;
const keep = { read: 'inspections:read', write: 'inspections:plan', scope } as const;

export const Inspector = defineRecord({
  module,
  name: 'inspector',
  plural: 'inspectors',
  table: 'inspections.inspector',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '检查人员', en: 'Inspector' },
  description: { zh: '执法检查人员名录库', en: 'The list from which inspectors are drawn.' },
  fields: {
    code: field(code(), { zh: '编号', en: 'Code' }),
    account: field(z.string().max(64), { zh: '账号', en: 'Account' }, { detailOnly: true, plain: true }),
    name: field(z.string().min(1).max(60), { zh: '姓名', en: 'Name' }),
    organisation: field(
      reference('organisations.organisation'),
      { zh: '单位', en: 'Organisation' },
      { unchecked: true },
    ),
    active: field(z.boolean(), { zh: '在岗', en: 'On duty' }),
  },
  list: { filters: ['organisation', 'active'], orders: ['code'], search: ['name'] },
  rights: keep,
});

export const Conflict = defineRecord({
  module,
  name: 'conflict',
  plural: 'conflicts',
  table: 'inspections.conflict',
  key: 'code',
  label: 'code',
  versions: 'valid-time',
  title: { zh: '回避登记', en: 'Conflict of interest' },
  description: {
    zh: '检查人员与检查对象的利害关系：抽取时回避。',
    en: 'Who may not be drawn for whom, and why.',
  },
  fields: {
    code: field(code(), { zh: '编号', en: 'Code' }),
    inspector: field(reference('inspections.inspector'), { zh: '检查人员', en: 'Inspector' }),
    kind,
    object,
    why: field(z.string().min(1).max(300), { zh: '事由', en: 'Reason' }),
    organisation,
  },
  list: { filters: ['inspector', 'kind'], orders: ['code'] },
  rights: keep,
});

export const Plan = defineRecord({
  module,
  name: 'plan',
  plural: 'plans',
  table: 'inspections.plan',
  key: 'code',
  label: 'title',
  versions: 'valid-time',
  title: { zh: '检查计划', en: 'Plan of inspections' },
  fields: {
    code: field(code(), { zh: '编号', en: 'Code' }),
    title: field(z.string().min(1).max(100), { zh: '名称', en: 'Title' }),
    kind,
    organisation,
    wanted: field(z.int().min(1).max(1000), { zh: '抽取对象数', en: 'Objects to draw' }),
    team: field(z.int().min(1).max(5), { zh: '每组人数', en: 'Inspectors for each' }),
    state: field(
      z.enum(['planned', 'sealed', 'drawn']),
      { zh: '状态', en: 'State' },
      {
        computed: true,
        names: {
          planned: { zh: '待封存', en: 'planned' },
          sealed: { zh: '已封存，待抽取', en: 'sealed' },
          drawn: { zh: '已抽取', en: 'drawn' },
        },
      },
    ),
    drawnAt: field(optional(z.iso.datetime()), { zh: '抽取时间', en: 'Drawn' }, { computed: true }),
  },
  list: { filters: ['state', 'kind', 'organisation'], orders: ['code'], search: ['title'] },
  rights: keep,
});

const findingParts = {
  text: { label: { zh: '检查项', en: 'Item' } },
  note: { label: { zh: '说明', en: 'Note' } },
  critical: { label: { zh: '关键项', en: 'Critical' } },
  mended: { label: { zh: '已改正', en: 'Mended' } },
  mendedOn: { label: { zh: '改正日期', en: 'Mended on' } },
};

export const Visit = defineRecord({
  module,
  name: 'visit',
  plural: 'visits',
  table: 'inspections.visit',
  key: 'id',
  label: 'objectName',
  versions: 'valid-time',
  title: { zh: '检查', en: 'Visit' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, { detailOnly: true }),
    objectName: field(z.string(), { zh: '检查对象', en: 'Object' }),
    object: { ...object, detailOnly: true },
    plan: field(reference('inspections.plan'), { zh: '计划', en: 'Plan' }),
    kind: { ...kind, detailOnly: true },
    organisation,
    team: field(z.array(z.string()), { zh: '检查人员', en: 'Inspectors' }),
    checklist: field(z.string(), { zh: '检查表', en: 'Checklist' }, { detailOnly: true, plain: true }),
    checklistVersion: field(z.int(), { zh: '检查表版本', en: 'Version' }, { detailOnly: true }),
    state: field(
      z.enum(['assigned', 'recorded', 'mending', 'closed']),
      { zh: '状态', en: 'State' },
      {
        names: {
          assigned: { zh: '待检查', en: 'to visit' },
          recorded: { zh: '待结论', en: 'to conclude' },
          mending: { zh: '整改中', en: 'being mended' },
          closed: { zh: '已办结', en: 'closed' },
        },
      },
    ),
    visitedOn: field(optional(z.iso.date()), { zh: '检查日期', en: 'Visited' }),
    score: field(optional(z.int()), { zh: '得分', en: 'Score' }),
    grade: field(optional(z.string()), { zh: '等级', en: 'Grade' }),
    findings: field(
      optional(z.array(Finding)),
      { zh: '发现的问题', en: 'Findings' },
      { detailOnly: true, parts: findingParts },
    ),
    round: field(z.int(), { zh: '整改次数', en: 'Orders to mend' }, { detailOnly: true }),
    mendBy: field(optional(z.iso.datetime()), { zh: '整改期限', en: 'Mend by' }),
    concludedAt: field(optional(z.iso.datetime()), { zh: '结论时间', en: 'Concluded' }, { detailOnly: true }),
    closedAt: field(optional(z.iso.datetime()), { zh: '办结时间', en: 'Closed' }, { detailOnly: true }),
  },
  list: {
    filters: ['state', 'grade', 'plan', 'organisation'],
    orders: ['objectName', 'visitedOn'],
    search: ['objectName'],
    columns: ['objectName', 'plan', 'state', 'visitedOn', 'score', 'grade', 'mendBy'],
  },
  rights: { read: 'inspections:read', scope },
  import: false,
});
