import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { decisionKinds, decisionStates } from './names.ts';
import { Move } from './shapes.ts';

const instant = z.iso.datetime();

/** What two people decide of the ids of persons: that two are one, or that one is two. */
export const PersonDecision = defineRecord({
  module: 'registers',
  name: 'person-decision',
  plural: 'person-decisions',
  table: 'registers.person_decision',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '人员合并与拆分', en: 'Merging and parting persons' },
  description: {
    zh: '人员标识的合并与拆分：由两人先后决定，写明理由和依据；被合并的标识一直指向保留的一人。',
    en: 'Merging and parting of persons: decided by two people with reason and evidence; the id that goes leads to the one that stays.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Number' }),
    kind: field(z.enum(['merge', 'split']), { zh: '种类', en: 'Kind' }, { names: decisionKinds }),
    state: field(
      z.enum(['proposed', 'in-force', 'refused']),
      { zh: '状态', en: 'State' },
      { names: decisionStates },
    ),
    person: field(
      reference('registers.person'),
      { zh: '保留的人员', en: 'Person whose id stays' },
      { unchecked: true },
    ),
    other: field(
      reference('registers.person').nullable().optional(),
      { zh: '另一人员', en: 'The other' },
      { unchecked: true },
    ),
    reasonGiven: field(z.string(), { zh: '理由', en: 'Reason' }, { detailOnly: true }),
    evidence: field(z.string(), { zh: '依据', en: 'Evidence' }, { detailOnly: true }),
    moves: field(z.array(Move), { zh: '改归的记录', en: 'Rows given to the other' }, { detailOnly: true }),
    proposedBy: field(z.string(), { zh: '提出人', en: 'Proposed by' }, { detailOnly: true }),
    proposedAt: field(instant, { zh: '提出时间', en: 'Proposed at' }),
    decidedBy: field(
      z.string().nullable().optional(),
      { zh: '决定人', en: 'Decided by' },
      { detailOnly: true },
    ),
    decidedAt: field(instant.nullable().optional(), { zh: '决定时间', en: 'Decided at' }),
    decidedWhy: field(z.string().nullable().optional(), { zh: '决定意见', en: 'Why' }, { detailOnly: true }),
  },
  list: {
    filters: ['state', 'kind', 'person', 'other'],
    orders: ['proposedAt'],
    columns: ['id', 'kind', 'state', 'person', 'other', 'proposedAt', 'decidedAt'],
  },
  rights: { read: 'registers:regroup', scope: { undivided: true } },
  import: false,
});
