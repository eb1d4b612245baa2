import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';

const module = 'assessment';
const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const organisation = field(
  reference('organisations.organisation'),
  { zh: '单位', en: 'Organisation' },
  { unchecked: true },
);

export const Reviewer = defineRecord({
  module,
  name: 'reviewer',
  plural: 'reviewers',
  table: 'assessment.reviewer',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '评审专家', en: 'Reviewer' },
  description: { zh: '从中随机抽取评审人员', en: 'The list from which panels are drawn at random.' },
  fields: {
    code: field(z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/), { zh: '编号', en: 'Code' }),
    account: field(z.string().max(64), { zh: '账号', en: 'Account' }, { detailOnly: true, plain: true }),
    name: field(z.string().min(1).max(60), { zh: '姓名', en: 'Name' }),
    organisation,
    active: field(z.boolean(), { zh: '可抽取', en: 'May be drawn' }),
  },
  list: { filters: ['organisation', 'active'], orders: ['code'], search: ['name'] },
  rights: { read: 'assessment:read', write: 'assessment:write', scope: { undivided: true } },
});

export const Panel = defineRecord({
  module,
  name: 'panel',
  plural: 'panels',
  table: 'assessment.panel',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'none',
  import: false,
  title: { zh: '评审', en: 'Panel' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, { detailOnly: true }),
    titleZh: field(z.string(), { zh: '评审事项', en: 'Matter in Chinese' }, { language: 'zh' }),
    titleEn: field(z.string(), { zh: '英文事项', en: 'Matter' }, { language: 'en' }),
    organisation,
    wanted: field(z.int(), { zh: '人数', en: 'Reviewers' }),
    state: field(
      z.enum(['scoring', 'short', 'complete', 'dropped']),
      { zh: '状态', en: 'State' },
      {
        names: {
          scoring: { zh: '评审中', en: 'being judged' },
          short: { zh: '人员不足', en: 'lacks reviewers' },
          complete: { zh: '已评完', en: 'complete' },
          dropped: { zh: '已终止', en: 'ended without a result' },
        },
      },
    ),
    score: field(optional(z.int()), { zh: '平均分（百分之一分）', en: 'Mean score (hundredths)' }),
    openedAt: field(z.iso.datetime(), { zh: '开始', en: 'Opened' }),
    completedAt: field(optional(z.iso.datetime()), { zh: '评完', en: 'Complete' }),
  },
  list: { filters: ['state', 'organisation'], orders: ['openedAt'] },
  rights: { read: 'assessment:read', scope: { department: 'organisation' } },
});
