import { expect, test } from 'vitest';
import { delegationFault, type DelegationAsked } from './delegation-rules.ts';

const now = new Date('2026-03-02T01:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

const sound: DelegationAsked = {
  from: { account: 'lin', acting: false },
  post: { duty: null, grants: ['tasks:own@department', 'quality:mend@department'] },
  to: { account: 'wu', kind: 'official', mayAct: true, duties: [null] },
  startsAt: now,
  endsAt: days(14),
  permissions: ['quality:mend'],
};
const to = (more: object) => ({
  to: { account: 'wu', kind: 'official', mayAct: true, duties: [null], ...more },
});

test.each<[string, Partial<DelegationAsked>, string | null]>([
  ['a part of the post for a fortnight', {}, null],
  ['to begin later', { startsAt: days(3), endsAt: days(93) }, null],
  ['to oneself', to({ account: 'lin' }), 'self'],
  ['what is held by a delegation', { from: { account: 'lin', acting: true } }, 'chain'],
  ['to nobody', { to: undefined }, 'recipient'],
  ['to a citizen', to({ kind: 'citizen' }), 'recipient'],
  ['to a contractor', to({ kind: 'contractor' }), 'recipient'],
  ['to somebody suspended', to({ mayAct: false }), 'recipient'],
  ['to an administrator', to({ duties: [null, 'audit'] }), 'duty'],
  ["an administrator's post", { post: { duty: 'security', grants: ['identity:manage@city'] } }, 'duty'],
  ['a post that is not held', { post: undefined }, 'post'],
  ['more than the post grants', { permissions: ['quality:mend', 'registers:reveal'] }, 'permissions'],
  ['nothing', { permissions: [] }, 'permissions'],
  ['backwards', { startsAt: days(2), endsAt: days(1) }, 'period'],
  ['for too long', { endsAt: days(91) }, 'period'],
  ['in the past', { startsAt: days(-9), endsAt: days(-2) }, 'period'],
])('%s', (_name, more, code) => {
  const found = delegationFault({ ...sound, ...more }, now)?.code ?? null;
  expect(found).toBe(code === null ? null : `identity.delegation-${code}`);
});
